import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A package of which something is in the program. */
export interface PartFacts {
  readonly name: string
  readonly version: string
  /** SPDX, as the package says it; '' where it says none. */
  readonly license: string
  /** '' where it names none. */
  readonly author: string
  /** Its own licences and notices, in the order of their files' names; [] where it brings none. */
  readonly texts: readonly string[]
}

const person = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
const licence = z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)])

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: licence.optional(),
  // The form of before 2015.
  licenses: z.array(licence).optional(),
  author: person.optional(),
  contributors: z.array(person).optional(),
})

const isLegal = /^(licen[cs]es?|copying|copyright|copyrightnotice|notice|unlicense)([-._].*)?$/i
const isReadme = /^readme(\.|$)/i

/** Reads what a package says of itself. @throws Error where its package.json is none. */
export function readPartFacts(folder: string): PartFacts {
  const about = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  return {
    name: about.name,
    version: about.version,
    license: about.license ?? about.licenses?.join(' OR ') ?? '',
    author: about.author ?? about.contributors?.join(', ') ?? '',
    texts: textsIn(folder),
  }
}

function textsIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ name }) => name)
    .sort()
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const own = files.filter((name) => isLegal.test(name)).map((name) => toPlain(read(name)))
  if (own.length > 0) return own
  return files.filter((name) => isReadme.test(name)).flatMap((name) => licenceSection(toPlain(read(name))))
}

/** What stands under a heading "License" of a Markdown text, up to the next heading. */
function licenceSection(text: string): readonly string[] {
  const lines = text.split('\n')
  const headings = lines.flatMap((line, at) => (isHeading(lines, at) ? [at] : []))
  const start = headings.findIndex((at) => /\b(licen[cs]e|copyright)\b/i.test(lines[at] ?? ''))
  if (start < 0) return []
  const body = lines.slice((headings[start] ?? 0) + 1, headings[start + 1])
  const said = body.filter((line) => !/^[=-]+$/.test(line)).join('\n')
  return said.trim() === '' ? [] : [said.trim()]
}

function isHeading(lines: readonly string[], at: number): boolean {
  const [line = '', below = ''] = lines.slice(at, at + 2)
  return /^#{1,6} /.test(line) || (line !== '' && /^(={3,}|-{3,})$/.test(below))
}

/** The same octets, whatever wrote the file. */
function toPlain(text: string): string {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd()
}
