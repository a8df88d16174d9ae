import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toGuidePage, type Frame } from '../../../scripts/support/guide-html.ts'
import { writeGuide } from '../../../scripts/support/write-guide.ts'

const around: Frame = { language: 'en', index: { href: 'index.html', name: 'Guide' }, other: null }
const here = (target: string) => (target === 'x.md' ? 'x.html' : null)

describe('a page of the guide', () => {
  it('keeps headings, lists, tables, code and links', async () => {
    const text =
      '# A **b**\n\n1. `c` [d](x.md)\n2. [e](y.md)\n\n| f | g |\n|---|---|\n| h | i |\n\n```sh\nj\n```\n'
    const { title, html } = await toGuidePage(text, here, around)
    expect(title).toBe('A b')
    expect(html).toContain('<h1 id="a-b">A <strong>b</strong></h1>')
    expect(html).toContain('<code>c</code> <a href="x.html">d</a>')
    expect(html).toContain('<li><p>e</p>\n</li>')
    expect(html).toContain('<tr><th>f</th><th>g</th></tr>\n<tr><td>h</td><td>i</td></tr>')
    expect(html).toContain('<pre><code>j</code></pre>')
  })

  it('escapes what is text', async () => {
    const { html } = await toGuidePage('# A & "b"\n\n`<script>` Doe \\<j@x>', here, around)
    expect(html).toContain('<code>&lt;script&gt;</code>')
    expect(html).not.toContain('<script>')
  })

  it('refuses what it does not know, and a page without a title', async () => {
    await expect(toGuidePage('# A\n\n<b>raw</b>', here, around)).rejects.toThrow('html is not known')
    await expect(toGuidePage('text', here, around)).rejects.toThrow('no title')
  })
})

it('says its language, and leads to the same page in the other', async () => {
  const other = { href: '../x.html', language: 'en', name: 'English' }
  const { html } = await toGuidePage('# A', here, { ...around, language: 'de', other })
  expect(html).toContain('<html lang="de">')
  expect(html).toContain(
    '<a href="index.html">Guide</a> · <a href="../x.html" lang="en" hreflang="en">English</a>',
  )
  const alone = await toGuidePage('# A', here, around)
  expect(alone.html).toContain('<nav><a href="index.html">Guide</a></nav>')
})

describe('the guide as pages', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sendoff-guide-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('has every page, and no link of a page leads nowhere', async () => {
    await writeGuide(join(import.meta.dirname, '../../../docs'), folder)
    const files = readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'))
    const pages = files.filter((name) => name.endsWith('.html'))
    expect(pages.filter((name) => !name.startsWith('de/')).length).toBeGreaterThan(25)
    const targets = pages.flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/(?:href|src)="([^"#]+)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !target.startsWith('https://'))
        .map((target) => posix.join(posix.dirname(name), target)),
    )
    expect(targets.length).toBeGreaterThan(100)
    expect(targets.filter((target) => !files.includes(target))).toEqual([])
  })

  it('has both languages, each leading to the other, with pictures', async () => {
    await writeGuide(join(import.meta.dirname, '../../../docs'), folder)
    const read = (name: string) => readFileSync(join(folder, name), 'utf8')
    expect(read('first-message.html')).toContain(
      '<a href="de/first-message.html" lang="de" hreflang="de">Deutsch',
    )
    expect(read('de/first-message.html')).toContain('<html lang="de">')
    expect(read('de/first-message.html')).toContain(
      '<a href="../first-message.html" lang="en" hreflang="en">English',
    )
    expect(read('de/first-message.html')).toContain('<img src="../pictures/de/outbox.png"')
    expect(read('de/index.html')).toContain('<title>Handbuch</title>')
  })
})
