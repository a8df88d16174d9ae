import type { PartFacts } from './part-facts.ts'

const rule = '-'.repeat(80)

const heading = [
  'Sendoff, and the parts of others that are in it: name, version, licence, and what the part',
  'itself says of its licence. The browser that Sendoff runs in is not among them: Electron and',
  'Chromium bring LICENSE.electron.txt and LICENSES.chromium.html of their own.',
].join('\n')

/** A licence that is not a package's: the program's own, or that of data which lies among its sources. */
export interface OwnText {
  readonly title: string
  readonly text: string
}

/** All notices as one plain text, in an order that depends on nothing but names and versions. */
export function formatNotices(own: readonly OwnText[], parts: readonly PartFacts[]): string {
  const texts = own.map(({ title, text }) => `${title}\n\n${text.trimEnd()}`)
  return `${[heading, ...texts, ...parts.toSorted(byName).map(noticeOf)].join(`\n\n${rule}\n\n`)}\n`
}

/** As a bill of materials and package-lock.json know it. */
export const refOf = ({ name, version }: Pick<PartFacts, 'name' | 'version'>): string => `${name}@${version}`

function byName(a: PartFacts, b: PartFacts): number {
  const [first, second] = [refOf(a), refOf(b)]
  return first < second ? -1 : first > second ? 1 : 0
}

function noticeOf(part: PartFacts): string {
  const { name, version, license, author, texts } = part
  const said =
    texts.length > 0
      ? texts.join('\n\n')
      : `This package brings no text of its licence.${author === '' ? '' : ` Its author: ${author}.`}`
  return `${name} ${version}\nLicence: ${license === '' ? 'not named' : license}\n\n${said}`
}
