import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { toGuidePage, type Frame } from './guide-html.ts'

/** One page: where it lies among the documents and where among the pages, with slashes. */
interface Place {
  readonly source: string
  readonly page: string
}

/** A language of the guide, and where it lies. English lies at the root, so that links to it from elsewhere stay. */
interface Edition {
  readonly language: string
  /** What it calls itself, in the other one. */
  readonly name: string
  readonly index: string
  readonly folder: '' | 'de'
}

const english: Edition = { language: 'en', name: 'English', index: 'User guide', folder: '' }
const german: Edition = { language: 'de', name: 'Deutsch', index: 'Handbuch', folder: 'de' }

/**
 * Writes the user guide as pages for a browser, with its pictures. README.md becomes index.html; German is in `de`.
 * @param docs the folder of the documents: the configuration of the build is bundled, and does not know where this file lies
 */
export async function writeGuide(docs: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, german.folder), { recursive: true })
  const places = [...placesOf(docs, english), ...placesOf(docs, german)]
  const pages = new Map(places.map(({ source, page }) => [source, page]))
  for (const place of places) await writePage({ docs, folder, pages }, place)
  cpSync(join(docs, 'pictures'), join(folder, 'pictures'), { recursive: true })
}

/** The pages of the guide, and the document about web sign-in that it leads to. */
function placesOf(docs: string, { folder }: Edition): readonly Place[] {
  const guide = readdirSync(join(docs, 'guide', folder)).filter((name) => name.endsWith('.md'))
  const oauth = posix.join(folder, 'oauth.md')
  const sources = [...guide.map((name) => posix.join('guide', folder, name)), oauth]
  return sources.map((source) => ({ source, page: posix.join(folder, toPageName(posix.basename(source))) }))
}

interface Task {
  readonly docs: string
  readonly folder: string
  /** Page of each document. */
  readonly pages: ReadonlyMap<string, string>
}

async function writePage({ docs, folder, pages }: Task, { source, page }: Place): Promise<void> {
  const markdown = readFileSync(join(docs, source), 'utf8')
  const toHref = (target: string) => hrefOf(target, { source, page }, pages)
  const { html } = await toGuidePage(markdown, toHref, frameOf(page, new Set(pages.values())))
  writeFileSync(join(folder, page), html)
}

/** The other language of a page has the same name; it may not be there while it is being written. */
function frameOf(page: string, pages: ReadonlySet<string>): Frame {
  const [own, other] = page.startsWith(`${german.folder}/`) ? [german, english] : [english, german]
  const translated = posix.join(other.folder, posix.basename(page))
  return {
    language: own.language,
    index: { href: 'index.html', name: own.index },
    other: pages.has(translated)
      ? { href: posix.relative(posix.dirname(page), translated), language: other.language, name: other.name }
      : null,
  }
}

/** What lies outside the guide is not there in an installed program. */
function hrefOf(target: string, { source, page }: Place, pages: ReadonlyMap<string, string>): string | null {
  if (target.startsWith('https://') || target.startsWith('#')) return target
  const [path = '', anchor] = target.split('#')
  const meant = posix.join(posix.dirname(source), path)
  const place = meant.startsWith('pictures/') ? meant : pages.get(meant)
  if (place === undefined) return null
  return `${posix.relative(posix.dirname(page), place)}${anchor === undefined ? '' : `#${anchor}`}`
}

function toPageName(name: string): string {
  return name === 'README.md' ? 'index.html' : name.replace(/\.md$/, '.html')
}
