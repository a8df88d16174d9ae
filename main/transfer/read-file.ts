// One file of settings, of whatever program: what kind it is, by what is in it, and what it has.
import { t } from '../text/t.ts'
import { parseAutoconfigFile } from './autoconfig-file.ts'
import { decodeText, isTooLarge } from './decode.ts'
import { isExport, parseExport } from './export-file.ts'
import type { Found, Parsed } from './found.ts'
import { isMailspring, parseMailspring } from './mailspring.ts'
import { extractSigned, isSigned, parseMobileconfig } from './mobileconfig.ts'
import { parseMsmtp } from './msmtp.ts'
import { parseThunderbird } from './thunderbird.ts'

/** Files of passwords and keys; none of them is opened. */
const passwordFiles = new Set(['logins.json', 'logins-backup.json', 'key4.db', 'key3.db', 'signons.sqlite'])

/** Why a file of this name is not opened at all; null where it may be. */
export function refuseByName(path: string): string | null {
  const name = path.split(/[/\\]/).at(-1) ?? ''
  return passwordFiles.has(name.toLowerCase()) ? t('transfer.password-file', { name }) : null
}

/** Parses the octets of a file. Pure; never throws. @returns what it has, or one sentence that says what is wrong. */
export function parseFile(octets: Uint8Array): Parsed<Found> {
  if (isTooLarge(octets)) return { ok: false, message: t('transfer.too-large') }
  if (isSigned(octets)) {
    const inner = extractSigned(octets)
    return inner.ok ? parseMobileconfig(inner.value, { signed: true }) : inner
  }
  const decoded = decodeText(octets)
  return decoded.ok ? parseText(decoded.value) : decoded
}

/** The patterns over the whole text stay within a line: none looks at what another has looked at. */
function parseText(text: string): Parsed<Found> {
  const head = text.trimStart()
  if (head.startsWith('{')) return parseJson(head)
  if (head.startsWith('<')) return parseXmlFile(head)
  if (/^[ \t]*user_pref\(/m.test(text)) return parseThunderbird(text)
  if (/^\[(?:Profile|Install|General)[^\]\n]*\]$/m.test(text))
    return { ok: false, message: t('transfer.profiles-ini') }
  if (/^[ \t]*(?:account|defaults|host)\b/m.test(text)) return parseMsmtp(text)
  return { ok: false, message: t('transfer.unknown-file') }
}

function parseJson(text: string): Parsed<Found> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    // The engine's own words would quote the file, and with it what may be a password (P25).
    return { ok: false, message: t('transfer.json') }
  }
  if (isExport(json)) return parseExport(json)
  if (isMailspring(json)) return parseMailspring(json)
  return { ok: false, message: t('transfer.json-other') }
}

function parseXmlFile(text: string): Parsed<Found> {
  if (text.includes('<plist')) return parseMobileconfig(text, { signed: false })
  return parseAutoconfigFile(text)
}
