// The report of an import as a text file, in the words of the page. Pure.
import type { ImportPreview } from '../../main/api.ts'
import { formatSize } from '../shared/format.ts'
import { plural, t } from '../text/t.ts'

type Note = ImportPreview['notes'][number]

/** What was done with this line of the file. */
export function doneText({ what, done, detail }: Note): string {
  return what === 'near-domain' ? t('import.near', { domain: detail ?? '' }) : t(`import.done.${done}`)
}

/** The result first, then each line that needs a look, its columns parted by tabs; groups at the end. */
export function importReport(preview: ImportPreview): string {
  const { fileName, added, merged, leftOut, total, notes, groups, octets, encoding, kind } = preview
  const read = {
    kind: kind === 'vcard' ? 'vCard' : 'CSV',
    size: formatSize(octets),
    encoding: encoding.toUpperCase(),
  }
  const heads = [t('import.line'), t('import.whatItIs'), t('import.inFile'), t('import.done')]
  return [
    t('import.title', { name: fileName }),
    `${added} ${plural('import.ofCards', total)}`,
    t('import.read', read),
    [
      t('import.new', { n: added }),
      t('import.merged', { n: merged }),
      t('import.leftOut', { n: leftOut }),
    ].join(', '),
    ...(notes.length === 0
      ? []
      : ['', `${t('import.look')} (${notes.length})`, heads.join('\t'), ...notes.map(toLine)]),
    ...(groups.length === 0 ? [] : ['', t('contacts.groups')]),
    ...groups.map(({ name, members }) => `${oneLine(name)}\t${members}`),
    '',
  ].join('\n')
}

function toLine(note: Note): string {
  const what = t(`import.what.${note.what}`)
  const why = note.what === 'bad-address' && note.detail !== undefined ? `${what}: ${note.detail}` : what
  return [String(note.line), why, note.text, doneText(note)].map(oneLine).join('\t')
}

/** What a file holds can't add a line or a column to its report. */
function oneLine(text: string): string {
  return text.replaceAll(/[\t\r\n\u2028\u2029]+/g, ' ')
}
