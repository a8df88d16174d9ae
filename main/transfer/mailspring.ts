// Accounts of Mailspring, from its config.json: `{"*": {"accounts": […], "signatures": {…}, "defaultSignatures": {…}}}`.
import { z } from 'zod'
import { parseMailbox, splitMailboxes } from '../message/address.ts'
import type { Server } from '../servers/server.ts'
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
import { htmlToText } from './html-text.ts'
import { ownValue } from '../own-value.ts'

const text = z.string().max(20_000).catch('')

/** Fields that hold a password or token are not named here: what is not named is dropped. */
const accountSchema = z.object({
  id: text,
  name: text,
  provider: text,
  emailAddress: text,
  label: text,
  aliases: z.array(z.unknown()).max(1_000).catch([]),
  defaultAlias: text,
  autoaddress: z.object({ type: text, value: text }).catch({ type: '', value: '' }),
  settings: z
    .object({
      smtp_host: text,
      smtp_port: z.coerce.number().catch(0),
      smtp_username: text,
      smtp_security: text,
      smtp_allow_insecure_ssl: z.unknown(),
    })
    .catch({
      smtp_host: '',
      smtp_port: 0,
      smtp_username: '',
      smtp_security: '',
      smtp_allow_insecure_ssl: false,
    }),
})
type Account = z.infer<typeof accountSchema>

const configSchema = z.object({
  '*': z.object({
    accounts: z.array(z.unknown()).max(10_000),
    signatures: z
      .record(z.string(), z.object({ title: text, body: text }).catch({ title: '', body: '' }))
      .catch({}),
    defaultSignatures: z.record(z.string(), z.unknown()).catch({}),
  }),
})
type Config = z.infer<typeof configSchema>['*']

/** Whether the JSON is a config.json of Mailspring. */
export function isMailspring(json: unknown): boolean {
  return configSchema.safeParse(json).success
}

/** Reads a `config.json` that was parsed as JSON. @returns a sentence where it has no account. */
export function parseMailspring(json: unknown): Parsed<Found> {
  const parsed = configSchema.safeParse(json)
  if (!parsed.success) return { ok: false, message: t('transfer.mailspring-empty') }
  const config = parsed.data['*']
  const accounts = config.accounts.slice(0, maxServers).flatMap((each) => {
    const account = accountSchema.safeParse(each)
    return account.success ? [account.data] : []
  })
  if (accounts.length === 0) return { ok: false, message: t('transfer.mailspring-empty') }
  const servers = accounts.map((account, at) => toServer(account, at))
  const identities = accounts.flatMap((account, at) => toIdentities(account, at, config))
  const left = [{ what: t('transfer.what.incoming'), why: t('transfer.why.incoming') }]
  return { ok: true, value: { kind: 'mailspring', servers, identities, left } }
}

const securities: Readonly<Record<string, Server['security']>> = {
  'SSL / TLS': 'implicit',
  STARTTLS: 'starttls',
  none: 'none',
}

/** Accounts of these providers sign in with a token; their servers are known where the file does not name them. */
const tokenProviders: Readonly<Record<string, string>> = {
  gmail: 'smtp.gmail.com',
  office365: 'smtp.office365.com',
  outlook: 'smtp.office365.com',
}

function toServer({ settings, provider, label, emailAddress }: Account, at: number): FoundServer {
  const { smtp_host, smtp_port, smtp_security, smtp_username, smtp_allow_insecure_ssl } = settings
  const security = ownValue(securities, smtp_security) ?? 'starttls'
  const known = ownValue(tokenProviders, provider)
  const host = smtp_host.trim() || (known ?? '')
  const left: Left[] =
    known === undefined
      ? [{ what: t('transfer.what.password'), why: t('transfer.why.password') }]
      : [{ what: t('transfer.what.token'), why: t('transfer.why.oauth') }]
  if (smtp_allow_insecure_ssl === true)
    left.push({ what: t('transfer.what.insecure-ssl'), why: t('transfer.why.certcheck') })
  const port = smtp_port > 0 ? smtp_port : security === 'implicit' ? 465 : 587
  return {
    key: String(at),
    isDefault: at === 0,
    ...(known !== undefined && { usesToken: true }),
    settings: {
      ...plainSettings(host, port, security),
      name: label || emailAddress || host,
      user: smtp_username || (known === undefined ? '' : emailAddress),
    },
    left: smtp_username === '' && known === undefined ? left.slice(1) : left,
  }
}

function toIdentities(account: Account, at: number, config: Config): readonly FoundIdentity[] {
  const { name, emailAddress, aliases, autoaddress, defaultAlias } = account
  const own = { name, address: emailAddress }
  const others = aliases.flatMap((alias) => {
    const parsed = parseMailbox(typeof alias === 'string' ? alias.slice(0, 1_000) : '')
    return parsed.ok ? [{ name: parsed.mailbox.name ?? name, address: parsed.mailbox.address }] : []
  })
  // The alias that new messages begin with comes first.
  const preferred = parseMailbox(defaultAlias.slice(0, 1_000))
  const first = preferred.ok ? preferred.mailbox.address : emailAddress
  const all = [own, ...others].toSorted((a, b) => Number(b.address === first) - Number(a.address === first))
  const bcc = autoaddress.type === 'bcc' ? splitMailboxes(autoaddress.value) : []
  const hasCc = autoaddress.type === 'cc' && autoaddress.value.trim() !== ''
  return all.map((each, index) => {
    const signature = signatureFor(each.address, config)
    const left: Left[] = []
    if (hasCc) left.push({ what: t('transfer.what.cc'), why: t('transfer.why.cc') })
    if (signature !== undefined) left.push({ what: t('transfer.what.html'), why: t('transfer.why.html') })
    return {
      key: `${at}.${index}`,
      serverKey: String(at),
      furtherServerKeys: [],
      settings: {
        ...each,
        ...(bcc.length > 0 && { alwaysBcc: bcc }),
        ...(signature !== undefined && { signatures: [signature] }),
      },
      left,
    }
  })
}

function signatureFor(
  address: string,
  { signatures, defaultSignatures }: Config,
): { readonly name: string; readonly text: string } | undefined {
  const id = Object.hasOwn(defaultSignatures, address) ? defaultSignatures[address] : undefined
  if (typeof id !== 'string' || !Object.hasOwn(signatures, id)) return undefined
  const signature = signatures[id]
  const words = htmlToText(signature?.body ?? '')
  return words === ''
    ? undefined
    : { name: signature?.title === '' ? t('transfer.signature-name') : (signature?.title ?? ''), text: words }
}
