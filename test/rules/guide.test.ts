// The user guide and the README say what the program says: labels in bold are texts of the catalogues, links and
// pictures lead somewhere, and the index names every page. The German guide has the same pages, built alike.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { german as ofMainGerman } from '../../main/text/de/index.ts'
import { english as ofMain } from '../../main/text/en/index.ts'
import { german as ofWindowsGerman } from '../../renderer/text/de/index.ts'
import { catalogue as ofWindows } from '../../renderer/text/en/index.ts'
import { listFiles, readText, ROOT } from './imports.ts'

const files = [...listFiles()].sort()
const guide = files.filter((file) => /^docs\/guide\/[^/]+\.md$/.test(file))
const germanGuide = files.filter((file) => /^docs\/guide\/de\/[^/]+\.md$/.test(file))
const everyPage = [...guide, ...germanGuide, 'README.md']

/** The texts of both catalogues of one language. */
interface Texts {
  readonly plain: ReadonlySet<string>
  /** A catalogue's text with `{name}` in it stands for whatever is put in there. */
  readonly patterns: readonly RegExp[]
}

function toTexts(...catalogues: readonly Readonly<Record<string, string>>[]): Texts {
  const all = catalogues.flatMap((one) => Object.values(one)).map((text) => text.trim())
  const patterns = all.filter((text) => /\{\w+\}/.test(text) && hasWords(text)).map(toPattern)
  return { plain: new Set(all), patterns }
}

/** “{first} and {last}” would be the pattern of too much. */
function hasWords(text: string): boolean {
  const joining = /\{\w+\}|\b(?:and|more|others?|und|weitere[rn]?|mehr|andere[rn]?)\b/g
  return /\p{L}{3}/u.test(text.replace(joining, ''))
}

function toPattern(text: string): RegExp {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`, 'u')
}

const english = toTexts(ofWindows, ofMain)
const german = toTexts(ofWindowsGerman, ofMainGerman)

function textsOf(page: string): Texts {
  return germanGuide.includes(page) ? german : english
}

function isText(label: string, { plain, patterns }: Texts = english): boolean {
  return plain.has(label) || patterns.some((pattern) => pattern.test(label))
}

/** What the catalogues say in German where the label is, word for word, a text of the English ones. */
function inGerman(label: string): readonly string[] {
  return [...germanOf(label, ofWindows, ofWindowsGerman), ...germanOf(label, ofMain, ofMainGerman)]
}

function germanOf<K extends string>(
  label: string,
  said: Readonly<Record<K, string>>,
  translated: Readonly<Record<K, string>>,
): readonly string[] {
  const keys = Object.keys(said) as K[]
  return keys.filter((key) => said[key].trim() === label).map((key) => translated[key].trim())
}

/** Labels of the English page that its German one has not. */
function unsaidIn(page: string, translated: string): readonly string[] {
  const there = labelsOf(translated)
  return [...new Set(labelsOf(page))].filter((label) => {
    const names = inGerman(label)
    return names.length > 0 && !names.some((name) => there.includes(name))
  })
}

/** How a page is built, for its translation to be built alike: what one has more, the other lacks. */
function shapeOf(markdown: string): Readonly<Record<string, number>> {
  const count = (part: RegExp) => [...markdown.matchAll(part)].length
  return {
    headings: count(/^#{1,6} /gm),
    steps: count(/^\d+\. /gm),
    points: count(/^- /gm),
    rows: count(/^\|/gm),
    code: count(/^```/gm),
    links: linksOf(markdown).length,
  }
}

function germanPageOf(page: string): string {
  return path.posix.join(path.posix.dirname(page), 'de', path.posix.basename(page))
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')
}

function labelsOf(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) =>
    label.replace(/\s+/g, ' ').trim(),
  )
}

interface Link {
  readonly target: string
  readonly isPicture: boolean
}

function linksOf(markdown: string): readonly Link[] {
  return [...withoutCode(markdown).matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, sign, target = '']) => ({
    target,
    isPicture: sign === '!',
  }))
}

/** As GitHub makes the anchor of a heading. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** The links that lead nowhere. */
function brokenIn(page: string, markdown: string): readonly string[] {
  return linksOf(markdown)
    .map(({ target }) => target)
    .filter((target) => !target.startsWith('https://') && !leadsSomewhere(page, markdown, target))
}

function leadsSomewhere(page: string, markdown: string, target: string): boolean {
  const [file = '', anchor] = target.split('#')
  const place = file === '' ? page : path.posix.join(path.posix.dirname(page), file)
  if (!existsSync(path.join(ROOT, place))) return false
  if (anchor === undefined) return true
  return anchorsOf(file === '' ? markdown : readText(place)).includes(anchor)
}

/** What a German page links to or shows that has a German one beside it. */
function foreignIn(page: string, markdown: string): readonly string[] {
  const meant = linksOf(markdown).map(({ target }) =>
    path.posix.join(path.posix.dirname(page), target.replace(/#.*$/, '')),
  )
  return meant.filter((file) => !file.includes('/de/') && files.includes(germanPageOf(file)))
}

describe('the user guide', () => {
  it('has its pages, each in both languages', () => {
    expect(guide.length).toBeGreaterThan(20)
    expect(germanGuide).toEqual(guide.map(germanPageOf))
  })

  it.each(everyPage)('%s: what is bold is a text of the program', (page) => {
    expect(labelsOf(readText(page)).filter((label) => !isText(label, textsOf(page)))).toEqual([])
  })

  it.each(everyPage)('%s: links and pictures are there', (page) => {
    expect(brokenIn(page, readText(page))).toEqual([])
  })

  it.each([...guide, 'docs/oauth.md'])('%s: German has the same labels, and is built alike', (page) => {
    const translated = readText(germanPageOf(page))
    expect(unsaidIn(readText(page), translated)).toEqual([])
    expect(shapeOf(translated)).toEqual(shapeOf(readText(page)))
  })

  it.each(germanGuide)('%s: leads to German pages, and shows German pictures', (page) => {
    expect(foreignIn(page, readText(page))).toEqual([])
  })

  it.each([
    ['docs/guide/README.md', guide],
    ['docs/guide/de/README.md', germanGuide],
  ])('has each page in its index %s', (index, pages) => {
    const folder = path.posix.dirname(index)
    const named = linksOf(readText(index)).map(({ target }) => path.posix.join(folder, target))
    expect(pages.filter((page) => page !== index && !named.includes(page))).toEqual([])
  })

  it('has pages that fit on a screen or two', () => {
    const long = [...guide, ...germanGuide].filter((page) => readText(page).split('\n').length > 80)
    expect(long).toEqual([])
  })

  it('finds what is wrong', () => {
    expect(labelsOf('Press **Frobnicate** and `**x**`.').filter((label) => !isText(label))).toEqual([
      'Frobnicate',
    ])
    expect(isText('Start: 12 messages')).toBe(true)
    expect(isText('Beginnen: 12 Nachrichten', german)).toBe(true)
    expect(isText('Discard', german)).toBe(false)
    expect(isText('this and that')).toBe(false)
    expect(isText('dies und das', german)).toBe(false)
    expect(unsaidIn('**Discard** **Send**', '**Verwerfen**')).toEqual(['Send'])
    expect(
      foreignIn(
        'docs/guide/de/write.md',
        '[a](../drafts.md#b) [c](../../oauth.md) ![d](../../pictures/outbox.png) [e](drafts.md)',
      ),
    ).toEqual(['docs/guide/drafts.md', 'docs/oauth.md', 'docs/pictures/outbox.png'])
    expect(shapeOf('# A\n\n1. b\n- c [d](e.md)\n')).toMatchObject({
      headings: 1,
      steps: 1,
      points: 1,
      links: 1,
    })
    expect(
      brokenIn('docs/guide/README.md', '[a](no-such.md) ![b](../pictures/no-such.png) [c](#no-such)'),
    ).toEqual(['no-such.md', '../pictures/no-such.png', '#no-such'])
  })
})
