import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Found, Parsed } from '../../../main/transfer/found.ts'
import { parseFile } from '../../../main/transfer/read-file.ts'

/** A file of test/data/transfer. */
export function sample(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '../../data/transfer', name))
}

/** What is found in a file that has to pass. */
export function found(octets: Uint8Array | string): Found {
  const parsed = parseFile(typeof octets === 'string' ? Buffer.from(octets) : octets)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.value
}

/** The sentence by which a file is refused. */
export function refusal(octets: Uint8Array | string): string {
  const parsed: Parsed<Found> = parseFile(typeof octets === 'string' ? Buffer.from(octets) : octets)
  return parsed.ok ? `taken: ${JSON.stringify(parsed.value).slice(0, 200)}` : parsed.message
}

/** Every secret that stands in the samples. */
export const plantedSecrets = [
  'tr0ub4dor&3 prefs',
  'tr0ub4dor&3 msmtp',
  'tr0ub4dor&3 imap',
  'tr0ub4dor&3 mailspring',
  '1//0gtr0ub4dor-refresh',
  'tr0ub4dor-identity',
  'tr0ub4dor&3 incoming',
  'tr0ub4dor&3 outgoing',
  'tr0ub4dor&3 wifi',
  'tr0ub4dor&3 autoconfig',
]

export const sampleNames = [
  'thunderbird-prefs.txt',
  'msmtprc',
  'mailspring-config.json',
  'mail.mobileconfig',
  'autoconfig.xml',
]
