import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { toGuidePage } from './guide-html.ts'

/**
 * Writes the user guide as pages for a browser, with its pictures. README.md becomes index.html.
 * @param docs the folder of the documents: the configuration of the build is bundled, and does not know where this file lies
 */
export async function writeGuide(docs: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const pages = readdirSync(join(docs, 'guide')).filter((name) => name.endsWith('.md'))
  const known = new Set([...pages, 'oauth.md'])
  for (const name of pages) await writePage(join(docs, 'guide', name), folder, known)
  await writePage(join(docs, 'oauth.md'), folder, known)
  cpSync(join(docs, 'pictures'), join(folder, 'pictures'), { recursive: true })
}

async function writePage(file: string, folder: string, known: ReadonlySet<string>): Promise<void> {
  const { html } = await toGuidePage(readFileSync(file, 'utf8'), (target) => toHref(target, known))
  writeFileSync(join(folder, toPageName(basename(file))), html)
}

/** What lies outside the guide is not there in an installed program. */
function toHref(target: string, known: ReadonlySet<string>): string | null {
  if (target.startsWith('https://') || target.startsWith('#')) return target
  const [path = '', anchor] = target.split('#')
  if (path.startsWith('../pictures/')) return path.slice('../'.length)
  const name = basename(path)
  if (path.startsWith('../../') || !known.has(name)) return null
  return `${toPageName(name)}${anchor === undefined ? '' : `#${anchor}`}`
}

function toPageName(name: string): string {
  return name === 'README.md' ? 'index.html' : name.replace(/\.md$/, '.html')
}
