// Import and export of contacts. The window names no path: the person picks.
import { basename } from 'node:path'
import type { ContactsApi, ImportPreview } from '../api.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { formatCsv } from '../contacts/export/csv.ts'
import { formatAllVCards, formatVCards } from '../contacts/export/vcard.ts'
import type { ColumnKind } from '../contacts/import/csv-columns.ts'
import { readCsv, toContacts, type CsvFile } from '../contacts/import/csv.ts'
import { decodeText } from '../contacts/import/decode.ts'
import type { ImportPlan } from '../contacts/import/plan.ts'
import { maxImportOctets, type RawFile } from '../contacts/import/raw-contact.ts'
import { foresee, takeImport } from '../contacts/import/take.ts'
import { parseVCards } from '../contacts/import/vcard.ts'
import type { Clock } from '../clock.ts'
import { CallError } from '../result.ts'
import type { Shell } from '../shell.ts'
import { t } from '../text/t.ts'
import type { LocalFiles } from '../transfer/local-files.ts'
import { readPicked } from './picked-file.ts'

export interface ContactFilesDeps {
  readonly contacts: Contacts
  readonly shell: Shell
  readonly localFiles: LocalFiles
  readonly clock: Clock
}

/** The file that the window looks at. */
interface Shown {
  readonly id: string
  readonly fileName: string
  readonly octets: number
  readonly encoding: string
  readonly csv: (CsvFile & { readonly columns: readonly (ColumnKind | null)[] }) | null
  readonly raw: RawFile
}

const extensions = ['vcf', 'vcard', 'csv', 'tsv', 'txt']
const sampleRows = 8

type Calls = Pick<ContactsApi, 'readFile' | 'mapColumns' | 'import' | 'saveReport' | 'export'>

/** Makes the calls about files. One file is looked at at a time. */
export function createTransferOfContacts(deps: ContactFilesDeps): Calls {
  const { contacts, shell, clock } = deps
  let shown: Shown | null = null
  const find = (previewId: string): Shown => {
    if (shown?.id !== previewId)
      throw new CallError('not-found', 'The file that was read is not there any more.')
    return shown
  }
  return {
    readFile: async () => {
      const path = await shell.pickFile(t('contacts.pick'), extensions)
      if (path === null) return null
      shown = read(contacts.newId(), basename(path), await octetsOf(deps.localFiles, path))
      return toPreview(shown, await foresee(deps, shown.raw))
    },
    mapColumns: async ({ previewId, columns, hasHeader }) => {
      const { csv, ...rest } = find(previewId)
      if (csv === null) throw new CallError('not-possible', 'A vCard file has no columns.')
      const mapped = { ...csv, columns, hasHeader }
      shown = { ...rest, csv: mapped, raw: toContacts(mapped, columns, hasHeader) }
      return toPreview(shown, await foresee(deps, shown.raw))
    },
    import: async ({ previewId }) => {
      const taken = find(previewId)
      const { plan, undoId } = await takeImport(deps, taken.raw)
      shown = null
      return { ...toPreview(taken, plan), undoId }
    },
    saveReport: async ({ text }) => ({ path: await shell.saveFile(`import-${today(clock)}.txt`, text) }),
    export: async ({ format, contactIds }) => {
      const people = await contacts.people()
      const wanted = contactIds === null ? null : new Set(contactIds)
      const chosen = people.contacts.filter(({ id }) => wanted === null || wanted.has(id))
      if (chosen.length === 0) throw new CallError('not-possible', 'There is no contact to export.')
      const day = today(clock)
      const version = format === 'vcard4' ? '4.0' : '3.0'
      const path =
        format === 'csv'
          ? await shell.saveFile(`contacts-${day}.csv`, formatCsv(chosen, people.groups))
          : await shell.saveFile(
              `contacts-${day}.vcf`,
              // Groups name addresses of others than those that were chosen.
              wanted === null
                ? formatAllVCards(people, version)
                : formatVCards(chosen, people.groups, version),
            )
      return { path, count: chosen.length }
    },
  }
}

/** The day in the name of a file: 2026-11-26. */
function today(clock: Clock): string {
  return new Date(clock.now()).toISOString().slice(0, 10)
}

async function octetsOf(files: LocalFiles, path: string): Promise<Uint8Array> {
  const octets = await readPicked(files, path, maxImportOctets)
  if (octets.length > maxImportOctets)
    throw new CallError('file', t('contacts.file-too-large', { path }), { field: path })
  return octets
}

function read(id: string, fileName: string, octets: Uint8Array): Shown {
  const { text, encoding } = decodeText(octets)
  const about = { id, fileName, octets: octets.length, encoding }
  if (/^\s*BEGIN:VCARD\s*$/im.test(text)) return { ...about, csv: null, raw: parseVCards(text) }
  const csv = readCsv(text)
  if (csv.rows.length === 0) throw new CallError('file', t('contacts.file-empty'), { field: fileName })
  return { ...about, csv, raw: toContacts(csv, csv.columns, csv.hasHeader) }
}

function toPreview(shown: Shown, { change, ...plan }: ImportPlan): ImportPreview {
  const { id, fileName, octets, encoding, csv } = shown
  return {
    ...plan,
    id,
    fileName,
    octets,
    encoding,
    kind: csv === null ? 'vcard' : 'csv',
    sample: (change.contacts?.put ?? [])
      .slice(0, sampleRows)
      .map(({ name, addresses }) => ({ name, address: addresses[0]?.address ?? '' })),
    ...(csv === null ? {} : { csv: { hasHeader: csv.hasHeader, columns: columnsOf(csv) } }),
  }
}

function columnsOf({ rows, columns, hasHeader }: CsvFile): NonNullable<ImportPreview['csv']>['columns'] {
  const body = rows.slice(hasHeader ? 1 : 0, hasHeader ? 4 : 3)
  return columns.map((kind, at) => ({
    heading: hasHeader ? (rows[0]?.cells[at] ?? '').slice(0, 200) : '',
    cells: body.map(({ cells }) => (cells[at] ?? '').slice(0, 200)),
    kind,
  }))
}
