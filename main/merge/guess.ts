import { parseMailbox } from '../message/address.ts'
import type { MergeRoles } from './job.ts'

/** Names of columns, in the languages of the tables that people have. */
const names = {
  address: /^(e-?mail|mail|address|adresse|email ?address|e-?mail-?adresse|correo|courriel)/i,
  name: /^(full ?name|name|display ?name|nom|nombre)$/i,
  cc: /^cc$/i,
  bcc: /^bcc$/i,
  files: /^(attachments?|files?|anhang|datei)$/i,
} as const

/** What each column is for, as far as it can be seen. The address column is the one in which most cells are addresses. */
export function guessRoles(columns: readonly string[], rows: readonly (readonly string[])[]): MergeRoles {
  const called = (pattern: RegExp) => columns.findIndex((name) => pattern.test(name.trim()))
  const orNull = (at: number) => (at < 0 ? null : at)
  const share = (at: number) => rows.filter((cells) => parseMailbox(cells[at] ?? '').ok).length
  const shares = columns.map((_, at) => share(at))
  const most = Math.max(0, ...shares)
  const isUsable = most > 0 && most * 2 >= rows.filter((cells) => cells.some((cell) => cell !== '')).length
  const named = called(names.address)
  const address = isUsable ? (shares[named] === most ? named : shares.indexOf(most)) : named
  return {
    address: orNull(address),
    name: orNull(called(names.name)),
    cc: orNull(called(names.cc)),
    bcc: orNull(called(names.bcc)),
    files: orNull(called(names.files)),
  }
}
