// The user guide and the README say what the program says: labels in bold are texts of the catalogues, links and
// pictures lead somewhere, and the index names every page.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { english as ofMain } from '../../main/text/en/index.ts'
import { catalogue as ofWindows } from '../../renderer/text/en/index.ts'
import { listFiles, readText, ROOT } from './imports.ts'

const INDEX = 'docs/guide/README.md'
const guide = listFiles().filter((file) => /^docs\/guide\/.*\.md$/.test(file))
const pages = [...guide, 'README.md']

/** A catalogue's text with `{name}` in it stands for whatever is put in there. */
const texts = [...Object.values(ofWindows), ...Object.values(ofMain)].map((text) => text.trim())
const plain = new Set(texts)
const patterns = texts.filter((text) => /\{\w+\}/.test(text) && hasWords(text)).map(toPattern)

/** “{first} and {last}” would be the pattern of too much. */
function hasWords(text: string): boolean {
  return /\p{L}{3}/u.test(text.replace(/\{\w+\}|\band\b|\bmore\b|\bothers?\b/g, ''))
}

function toPattern(text: string): RegExp {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`, 'u')
}

function isText(label: string): boolean {
  return plain.has(label) || patterns.some((pattern) => pattern.test(label))
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

describe('the user guide', () => {
  it('has its pages', () => {
    expect(guide.length).toBeGreaterThan(20)
  })

  it.each(pages)('%s: what is bold is a text of the program', (page) => {
    expect(labelsOf(readText(page)).filter((label) => !isText(label))).toEqual([])
  })

  it.each(pages)('%s: links and pictures are there', (page) => {
    expect(brokenIn(page, readText(page))).toEqual([])
  })

  it('has each page in its index', () => {
    const named = linksOf(readText(INDEX)).map(({ target }) => path.posix.join('docs/guide', target))
    expect(guide.filter((page) => page !== INDEX && !named.includes(page))).toEqual([])
  })

  it('has pages that fit on a screen or two', () => {
    expect(guide.filter((page) => readText(page).split('\n').length > 80)).toEqual([])
  })

  it('finds what is wrong', () => {
    expect(labelsOf('Press **Frobnicate** and `**x**`.').filter((label) => !isText(label))).toEqual([
      'Frobnicate',
    ])
    expect(isText('Start: 12 messages')).toBe(true)
    expect(isText('this and that')).toBe(false)
    expect(brokenIn(INDEX, '[a](no-such.md) ![b](../pictures/no-such.png) [c](#no-such)')).toEqual([
      'no-such.md',
      '../pictures/no-such.png',
      '#no-such',
    ])
  })
})
