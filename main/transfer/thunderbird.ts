// Outgoing servers and identities of a Thunderbird profile, from its prefs.js alone. Passwords are in logins.json, which is never opened.
import { splitMailboxes } from '../message/address.ts'
import type { MechanismName, Server } from '../servers/server.ts'
import { t } from '../text/t.ts'
import {
  maxIdentities,
  maxServers,
  plainSettings,
  type Found,
  type FoundIdentity,
  type FoundServer,
  type Left,
  type Parsed,
} from './found.ts'
import { htmlToText } from './html-text.ts'
import { parsePrefs, type PrefValue } from './prefs-js.ts'
import { ownValue } from '../own-value.ts'

type Prefs = ReadonlyMap<string, PrefValue>

/** Reads a `prefs.js`. @returns a sentence where it is no such file, or has no outgoing server and no identity. */
export function parseThunderbird(text: string): Parsed<Found> {
  const prefs = parsePrefs(text, ['mail.', 'network.proxy.'])
  const serverKeys = listed(prefs, 'mail.smtpservers')
  const identityKeys = orderedIdentities(prefs)
  if (serverKeys.length === 0 && identityKeys.length === 0)
    return { ok: false, message: t('transfer.thunderbird-empty') }
  const defaultKey = textOf(prefs, 'mail.smtp.defaultserver') || serverKeys[0]
  const servers = serverKeys.slice(0, maxServers).flatMap((key) => toServer(prefs, key, key === defaultKey))
  const identities = identityKeys
    .slice(0, maxIdentities)
    .flatMap((key) => toIdentity(prefs, key, defaultKey ?? null))
  return {
    ok: true,
    value: { kind: 'thunderbird', servers, identities, left: leftOfProfile(prefs, serverKeys) },
  }
}

function textOf(prefs: Prefs, name: string): string {
  const value = prefs.get(name)
  return value === undefined ? '' : String(value).trim()
}

function listed(prefs: Prefs, name: string): readonly string[] {
  const keys = textOf(prefs, name)
    .split(',')
    .map((key) => key.trim())
  return [...new Set(keys.filter((key) => /^[\w-]{1,100}$/.test(key)))]
}

/** In the order in which the program lists them: by account, the default account first, in it the default identity first. */
function orderedIdentities(prefs: Prefs): readonly string[] {
  const accounts = listed(prefs, 'mail.accountmanager.accounts')
  const first = textOf(prefs, 'mail.accountmanager.defaultaccount')
  const ordered = accounts.toSorted((a, b) => Number(b === first) - Number(a === first))
  const keys = ordered.flatMap((account) => listed(prefs, `mail.account.${account}.identities`))
  return [...new Set(keys)]
}

const securities: Readonly<Record<string, Server['security']>> = {
  '0': 'none',
  '1': 'starttls',
  '2': 'starttls',
  '3': 'implicit',
}

function toServer(prefs: Prefs, key: string, isDefault: boolean): readonly FoundServer[] {
  const at = (name: string) => textOf(prefs, `mail.smtpserver.${key}.${name}`)
  const host = at('hostname')
  const left: Left[] = []
  const type = at('type')
  if (type !== '' && type !== 'smtp') {
    const reason = t('transfer.why.not-smtp', { type: type.slice(0, 20) })
    left.push({ what: t('transfer.what.server-kind'), why: reason })
  }
  const trySsl = at('try_ssl') || '0'
  const security = ownValue(securities, trySsl) ?? 'starttls'
  if (trySsl === '1')
    left.push({ what: t('transfer.what.try-starttls'), why: t('transfer.why.try-starttls') })
  const signIn = signInOf(at('authMethod') || '3')
  left.push(...signIn.left)
  const user = signIn.isNone ? '' : at('username')
  const port = Number(at('port')) || (security === 'implicit' ? 465 : 587)
  const ehloName = at('hello_argument') || textOf(prefs, 'mail.smtpserver.default.hello_argument')
  const settings = {
    ...plainSettings(host, port, security),
    name: at('description') || host,
    user,
    ehloName,
    ...(signIn.mechanism && { mechanism: signIn.mechanism }),
  }
  if (user !== '' && at('authMethod') !== '10')
    left.push({ what: t('transfer.what.password'), why: t('transfer.why.password-elsewhere') })
  return [{ key, settings, isDefault, left, ...(at('authMethod') === '10' && { usesToken: true }) }]
}

interface SignIn {
  readonly mechanism?: MechanismName
  readonly isNone?: boolean
  readonly left: readonly Left[]
}

/** `authMethod` as nsMsgAuthMethod has it. */
function signInOf(method: string): SignIn {
  const left = (why: string): readonly Left[] => [{ what: t('transfer.what.sign-in'), why }]
  switch (method) {
    case '1':
      return { isNone: true, left: [] }
    case '2':
    case '3': // a password as it is, inside TLS
    case '9':
      return { left: [] }
    case '4':
    case '8': // encrypted or any secure: the strongest that the server offers is taken anyway
      return { left: left(t('transfer.why.encrypted-password')) }
    case '5':
      return { left: left(t('transfer.why.kerberos')) }
    case '6':
      return { left: left(t('transfer.why.ntlm')) }
    case '7':
      return { mechanism: 'EXTERNAL', left: left(t('transfer.why.certificate-file')) }
    case '10':
      return { left: left(t('transfer.why.oauth')) }
    default:
      return { left: left(t('transfer.why.unknown-value', { value: method.slice(0, 20) })) }
  }
}

function toIdentity(prefs: Prefs, key: string, defaultServer: string | null): readonly FoundIdentity[] {
  const at = (name: string) => textOf(prefs, `mail.identity.${key}.${name}`)
  const isTrue = (name: string) => prefs.get(`mail.identity.${key}.${name}`) === true
  const address = at('useremail')
  // What an account for feeds or local folders has.
  if (address === '') return []
  const signature = signatureOf(at('htmlSigText'), isTrue('htmlSigFormat'))
  const bcc = isTrue('doBcc') ? splitMailboxes(at('doBccList')) : []
  const settings = {
    name: at('fullName'),
    address,
    ...(at('reply_to') !== '' && { replyTo: at('reply_to') }),
    ...(at('organization') !== '' && { organisation: at('organization') }),
    ...(signature !== '' && { signatures: [{ name: t('transfer.signature-name'), text: signature }] }),
    ...(bcc.length > 0 && { alwaysBcc: bcc }),
  }
  const serverKey = at('smtpServer') || defaultServer
  return [{ key, serverKey, furtherServerKeys: [], settings, left: leftOfIdentity(at, isTrue) }]
}

function signatureOf(text: string, isHtml: boolean): string {
  return isHtml ? htmlToText(text) : text
}

function leftOfIdentity(at: (name: string) => string, isTrue: (name: string) => boolean): readonly Left[] {
  const left: Left[] = []
  const say = (is: boolean, what: string, why: string) => {
    if (is) left.push({ what, why })
  }
  say(isTrue('attach_signature'), t('transfer.what.signature-file'), t('transfer.why.signature-file'))
  say(isTrue('htmlSigFormat') && at('htmlSigText') !== '', t('transfer.what.html'), t('transfer.why.html'))
  say(isTrue('doCc') && at('doCcList') !== '', t('transfer.what.cc'), t('transfer.why.cc'))
  say(isTrue('catchAll'), t('transfer.what.catch-all'), t('transfer.why.catch-all'))
  say(
    at('fcc_folder') !== '' && prefersCopy(at('fcc')),
    t('transfer.what.sent-folder'),
    t('transfer.why.sent-folder'),
  )
  const hasKeys = ['openpgp_key_id', 'signing_cert_name', 'encryption_cert_name'].some(
    (name) => at(name) !== '',
  )
  say(hasKeys, t('transfer.what.end-to-end'), t('transfer.why.end-to-end'))
  say(at('escapedVCard') !== '', t('transfer.what.vcard'), t('transfer.why.vcard'))
  return left
}

const prefersCopy = (fcc: string): boolean => fcc !== 'false'

function leftOfProfile(prefs: Prefs, serverKeys: readonly string[]): readonly Left[] {
  const left: Left[] = []
  if (textOf(prefs, 'network.proxy.type') === '1')
    left.push({ what: t('transfer.what.proxy'), why: t('transfer.why.proxy-for-all') })
  const incoming = [...prefs.keys()].some((name) => /^mail\.server\.[\w-]+\.hostname$/.test(name))
  if (incoming) left.push({ what: t('transfer.what.incoming'), why: t('transfer.why.incoming') })
  if (serverKeys.length > maxServers)
    left.push({
      what: t('transfer.what.too-many', { count: serverKeys.length - maxServers }),
      why: t('transfer.why.too-many', { most: maxServers }),
    })
  return left
}
