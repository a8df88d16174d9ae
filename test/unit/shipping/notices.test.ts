import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moduleOwner } from '../../../scripts/support/module-owner.ts'
import { formatNotices } from '../../../scripts/support/notices.ts'
import { readPartFacts } from '../../../scripts/support/part-facts.ts'

describe('what a package says of its licence', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sendoff-part-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function facts(manifest: object, files: Readonly<Record<string, string>>) {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'a', version: '1.0.0', ...manifest }))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return readPartFacts(folder)
  }

  test.each([
    'LICENSE',
    'license',
    'LICENCE.txt',
    'License.md',
    'LICENSE-MPL',
    'COPYING',
    'CopyrightNotice.txt',
    'NOTICE',
  ])('is in %s', (name) =>
    expect(facts({}, { [name]: 'Mine.', 'licensing.js': 'no', 'index.js': 'no' }).texts).toEqual(['Mine.']),
  )

  test('is in all of these files, in the order of their names, with plain line ends', () => {
    const files = {
      'LICENSE-MPL': 'Two.',
      LICENSE: '\uFEFF\r\nOne.  \r\nMore.\r\n\r\n',
      'README.md': '# License\nNo.',
    }
    expect(facts({}, files).texts).toEqual(['One.\nMore.', 'Two.'])
  })

  test.each([
    '# a\n\nUse it.\n\n## License\n\nMIT, by me.\n\n## Thanks\n\nTo you.',
    'a\n===\n\nUse it.\n\nLicence\n-------\n\nMIT, by me.\n\nThanks\n------\n\nTo you.',
  ])('is else under that heading of the README', (text) => {
    expect(facts({}, { 'README.md': text }).texts).toEqual(['MIT, by me.'])
  })

  test('is nowhere', () => {
    expect(
      facts({ license: 'ISC', author: { name: 'Ada' } }, { 'README.md': '# a\n\n## License\n' }),
    ).toEqual({
      name: 'a',
      version: '1.0.0',
      license: 'ISC',
      author: 'Ada',
      texts: [],
    })
  })

  test.each([
    [{ license: { type: 'MIT', url: '' } }, 'MIT'],
    [{ licenses: [{ type: 'MIT' }, { type: 'ISC' }] }, 'MIT OR ISC'],
    [{}, ''],
  ])('is named in %j', (manifest, license) => expect(facts(manifest, {}).license).toBe(license))
})

const part = (name: string, version: string, ...texts: readonly string[]) => ({
  name,
  version,
  license: 'MIT',
  author: 'Ada',
  texts,
})

test('notices stand in the order of names and versions, the program’s own first', () => {
  const parts = [part('b', '1.0.0', 'B.'), part('a', '2.0.0'), part('a', '1.0.0', 'A.', 'And more.')]
  const text = formatNotices([{ title: 'Sendoff', text: 'Ours.\n' }], parts)
  expect(formatNotices([{ title: 'Sendoff', text: 'Ours.' }], parts.toReversed())).toBe(text)
  const [, ...sections] = text.split(`\n\n${'-'.repeat(80)}\n\n`)
  expect(sections).toEqual([
    'Sendoff\n\nOurs.',
    'a 1.0.0\nLicence: MIT\n\nA.\n\nAnd more.',
    'a 2.0.0\nLicence: MIT\n\nThis package brings no text of its licence. Its author: Ada.',
    'b 1.0.0\nLicence: MIT\n\nB.\n',
  ])
})

describe('whose a module of a bundle is', () => {
  const places = { root: '/work/sendoff', packages: '/store/node_modules' }
  const owner = (id: string) => moduleOwner(id, places)

  test.each([
    ['/store/node_modules/zod/v4/index.js', '/store/node_modules/zod'],
    ['/store/node_modules/@peculiar/x509/build/x509.es.js', '/store/node_modules/@peculiar/x509'],
    ['/store/node_modules/a/node_modules/b/index.js', '/store/node_modules/a/node_modules/b'],
    ['\0/store/node_modules/sax/lib/sax.js?commonjs-es-import', '/store/node_modules/sax'],
    ['\0rolldown/runtime.js', '/store/node_modules/rolldown'],
    ['\0vite/preload-helper.js', '/store/node_modules/vite'],
    ['/work/sendoff/main/api.ts', null],
    ['/work/sendoff/renderer/App.svelte?svelte&type=style&lang.css', null],
  ])('%j', (id, folder) => expect(owner(id)).toBe(folder))

  test.each(['\0something/of-a-plugin', '/work/sendoff/test/node_modules/a/index.js', '/elsewhere/a.js'])(
    'is not guessed for %j',
    (id) => expect(() => owner(id)).toThrow('Whose is the module'),
  )
})
