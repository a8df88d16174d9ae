// Apple's configuration profile (.mobileconfig) with mail accounts: payloads of the type com.apple.mail.managed.
import type { MechanismName } from '../servers/server.ts'
import { t } from '../text/t.ts'
import {
  maxServers,
  plainSettings,
  type Found,
  type FoundIdentity,
  type FoundServer,
  type Left,
  type Parsed,
} from './found.ts'
import { isDict, parsePlist, type PlistDict } from './plist.ts'

const mailType = 'com.apple.mail.managed'
const derSequence = 0x30

/** Whether the octets may be a signed profile: a CMS message in DER (RFC 5652). */
export function isSigned(octets: Uint8Array): boolean {
  return octets[0] === derSequence && octets[1] !== undefined && octets[1] >= 0x80
}

/**
 * The property list inside a signed profile, where it stands there in one piece. The signature is not checked.
 * @returns a sentence that says how to get it out otherwise.
 */
export function extractSigned(octets: Uint8Array): Parsed<string> {
  const bytes = Buffer.from(octets.buffer, octets.byteOffset, octets.length)
  const xml = bytes.indexOf('<?xml')
  const start = xml === -1 ? bytes.indexOf('<plist') : xml
  const end = bytes.indexOf('</plist>', Math.max(start, 0))
  if (start === -1 || end === -1) return { ok: false, message: t('transfer.signed') }
  try {
    const inner = bytes.subarray(start, end + '</plist>'.length)
    const text = new TextDecoder('utf-8', { fatal: true }).decode(inner)
    // A message in pieces has the lengths of the next ones in between.
    return parsePlist(text).ok ? { ok: true, value: text } : { ok: false, message: t('transfer.signed') }
  } catch {
    return { ok: false, message: t('transfer.signed') }
  }
}

/** Reads the XML of a profile. @returns a sentence where it has no mail account. */
export function parseMobileconfig(text: string, options: { readonly signed: boolean }): Parsed<Found> {
  const parsed = parsePlist(text)
  if (!parsed.ok) return parsed
  const { value } = parsed
  if (!isDict(value)) return { ok: false, message: t('transfer.no-plist') }
  if (value.EncryptedPayloadContent !== undefined) return { ok: false, message: t('transfer.encrypted') }
  const content = value.PayloadContent
  const payloads = (Array.isArray(content) ? content : []) as readonly PlistDict[string][]
  const mails = payloads.filter(isDict).filter(({ PayloadType }) => PayloadType === mailType)
  if (mails.length === 0) return { ok: false, message: t('transfer.no-mail-payload') }
  const chosen = mails.slice(0, maxServers)
  const left: Left[] = [{ what: t('transfer.what.incoming'), why: t('transfer.why.incoming') }]
  if (options.signed) left.push({ what: t('transfer.what.signed'), why: t('transfer.why.signed') })
  if (payloads.length > mails.length)
    left.push({ what: t('transfer.what.payloads'), why: t('transfer.why.payloads') })
  const servers = chosen.map(toServer)
  return { ok: true, value: { kind: 'mobileconfig', servers, identities: chosen.flatMap(toIdentity), left } }
}

function textOf(payload: PlistDict, key: string): string {
  const value = payload[key]
  return typeof value === 'string' ? value.trim() : ''
}

function toServer(payload: PlistDict, at: number): FoundServer {
  const host = textOf(payload, 'OutgoingMailServerHostName')
  const usesTls = payload.OutgoingMailServerUseSSL === true
  const asked = Number(payload.OutgoingMailServerPortNumber ?? 0)
  const port = asked > 0 ? asked : usesTls ? 587 : 25
  // The profile says only whether TLS is used; on the port for submission over TLS (RFC 8314 3.3) it begins at once.
  const security = usesTls ? (port === 465 ? 'implicit' : 'starttls') : 'none'
  const signIn = signInOf(textOf(payload, 'OutgoingMailServerAuthentication'))
  const left = [...signIn.left]
  if (payload.OutgoingPassword !== undefined || payload.IncomingPassword !== undefined)
    left.push({ what: t('transfer.what.password'), why: t('transfer.why.password') })
  if (payload.SMIMEEnabled === true || payload.SMIMESigningEnabled === true)
    left.push({ what: t('transfer.what.end-to-end'), why: t('transfer.why.end-to-end') })
  return {
    key: String(at),
    isDefault: at === 0,
    settings: {
      ...plainSettings(host, port, security),
      name: textOf(payload, 'EmailAccountDescription') || host,
      user: signIn.isNone ? '' : textOf(payload, 'OutgoingMailServerUsername'),
      ...(signIn.mechanism && { mechanism: signIn.mechanism }),
    },
    left,
  }
}

function signInOf(name: string): {
  readonly isNone?: boolean
  readonly mechanism?: MechanismName
  readonly left: readonly Left[]
} {
  const what = t('transfer.what.sign-in')
  switch (name) {
    case '':
    case 'EmailAuthPassword':
      return { left: [] }
    case 'EmailAuthNone':
      return { isNone: true, left: [] }
    case 'EmailAuthCRAMMD5':
      return { mechanism: 'CRAM-MD5', left: [] }
    case 'EmailAuthNTLM':
      return { left: [{ what, why: t('transfer.why.ntlm') }] }
    default:
      return { left: [{ what, why: t('transfer.why.unknown-value', { value: name.slice(0, 40) }) }] }
  }
}

function toIdentity(payload: PlistDict, at: number): readonly FoundIdentity[] {
  const address = textOf(payload, 'EmailAddress')
  if (address === '') return []
  const settings = { name: textOf(payload, 'EmailAccountName'), address }
  return [{ key: String(at), serverKey: String(at), furtherServerKeys: [], settings, left: [] }]
}
