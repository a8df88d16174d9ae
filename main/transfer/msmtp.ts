// msmtp's configuration (`~/.msmtprc`), as its manual describes it. What names or holds a password is never looked at.
import { normalizePin } from './pin.ts'
import type { MechanismName, Server } from '../servers/server.ts'
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
import { ownValue } from '../own-value.ts'

/** Settings of an account; those that hold a secret are there by their names alone. */
type Settings = ReadonlyMap<string, string>

interface Account {
  readonly name: string
  readonly settings: Settings
  readonly left: readonly Left[]
}

/** Commands whose value is, or gives, a password. */
const secretCommands = new Set(['password', 'passwordeval'])
const maxLines = 20_000
const maxValue = 4_000

/**
 * Reads a configuration: `defaults`, `account a : b, c` (which begins with what those before it have), one `command argument` to a line.
 * @returns a sentence where there is no account in it.
 */
export function parseMsmtp(text: string): Parsed<Found> {
  const accounts = readAccounts(text)
  if (accounts.size === 0) return { ok: false, message: t('transfer.msmtp-empty') }
  const target = accounts.get('default')?.settings.get(' same as')
  const all = [...accounts.values()].filter(
    // `account default : work` with nothing of its own only says which one is the default.
    ({ name, settings }) =>
      !(name === 'default' && target !== undefined && isSame(settings, accounts.get(target))),
  )
  const isDefault = (name: string) => name === 'default' || name === target
  const servers = all.slice(0, maxServers).map((account) => toServer(account, isDefault(account.name)))
  const identities = all.slice(0, maxServers).flatMap(toIdentity)
  return { ok: true, value: { kind: 'msmtp', servers, identities, left: [] } }
}

function isSame(settings: Settings, other: Account | undefined): boolean {
  if (other === undefined) return false
  return [...settings].every(([name, value]) => name === ' same as' || other.settings.get(name) === value)
}

function readAccounts(text: string): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>()
  let defaults = new Map<string, string>()
  let open: Map<string, string> | null = null
  for (const raw of text.split('\n', maxLines)) {
    const [command, argument] = readLine(raw)
    if (command === '') continue
    if (command === 'defaults') open = defaults = new Map()
    else if (command === 'account') {
      if (accounts.size > maxServers) break
      const [account, settings] = beginAccount(argument, accounts, defaults)
      accounts.set(account.name, account)
      open = settings
    } else {
      // Settings before the first account belong to one without a name.
      if (open === null) {
        const [account, settings] = beginAccount('default', accounts, defaults)
        accounts.set(account.name, account)
        open = settings
      }
      open.set(command, secretCommands.has(command) ? '' : argument)
    }
  }
  return accounts
}

function beginAccount(
  argument: string,
  accounts: ReadonlyMap<string, Account>,
  defaults: Settings,
): readonly [Account, Map<string, string>] {
  const [head = '', tail = ''] = argument.split(/:(.*)/s)
  const name = head.trim().slice(0, 200) || 'default'
  const parents = tail
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const settings = new Map(defaults)
  for (const parent of parents) {
    for (const [key, value] of accounts.get(parent)?.settings ?? []) settings.set(key, value)
  }
  settings.delete(' same as')
  const [only] = parents
  if (parents.length === 1 && only !== undefined) settings.set(' same as', only)
  // One that comes later, or none: msmtp itself refuses it. A circle cannot come about.
  const left = parents
    .filter((parent) => !accounts.has(parent))
    .map((parent) => ({
      what: t('transfer.what.parent', { name: parent.slice(0, 80) }),
      why: t('transfer.why.parent'),
    }))
  return [{ name, settings, left }, settings]
}

/** A command and its argument; quotes around the argument are taken off. A comment or an empty line gives ''. */
function readLine(raw: string): readonly [string, string] {
  const line = raw.trim()
  if (line === '' || line.startsWith('#')) return ['', '']
  const [command = ''] = /^[A-Za-z_]+/.exec(line) ?? []
  const rest = line.slice(command.length, maxValue).trim()
  const argument = rest.startsWith('=') ? rest.slice(1).trim() : rest
  const isQuoted = argument.length > 1 && argument.startsWith('"') && argument.endsWith('"')
  return command === '' ? ['', ''] : [command.toLowerCase(), isQuoted ? argument.slice(1, -1) : argument]
}

const isOn = (settings: Settings, name: string, otherwise: boolean): boolean => {
  const value = settings.get(name)
  // A command without an argument switches on.
  return value === undefined ? otherwise : value !== 'off'
}

function toServer({ name, settings, left }: Account, isDefault: boolean): FoundServer {
  const security = securityOf(settings)
  // msmtp's own defaults: 465 where TLS begins at once, else 25.
  const port = Number(settings.get('port') ?? (security === 'implicit' ? 465 : 25))
  const host = settings.get('host') ?? ''
  const signIn = signInOf(settings)
  const pin = normalizePin(settings.get('tls_fingerprint') ?? '')
  const proxyHost = settings.get('proxy_host') ?? ''
  const timeout = Number(settings.get('timeout'))
  const ehloName = settings.get('domain') ?? ''
  return {
    key: name,
    isDefault,
    ...(signIn.usesToken && { usesToken: true }),
    settings: {
      ...plainSettings(host, port, security),
      name: name === 'default' ? host : name,
      user: signIn.user,
      // Its default, which says nothing of this computer.
      ehloName: ehloName === 'localhost' ? '' : ehloName,
      pins: pin === undefined ? [] : [pin],
      ...(signIn.mechanism && { mechanism: signIn.mechanism }),
      ...(proxyHost !== '' && {
        proxy: {
          kind: 'socks5' as const,
          host: proxyHost,
          port: Number(settings.get('proxy_port') ?? 1080),
          user: '',
        },
      }),
      ...(settings.has('source_ip') && { localAddress: settings.get('source_ip') ?? '' }),
      ...(timeout > 0 && { timeouts: { connectMs: timeout * 1_000 } }),
      ...dsnOf(settings),
    },
    left: [...left, ...signIn.left, ...leftOfServer(settings, pin)],
  }
}

function securityOf(settings: Settings): Server['security'] {
  if (!isOn(settings, 'tls', false)) return 'none'
  return isOn(settings, 'tls_starttls', true) ? 'starttls' : 'implicit'
}

const mechanisms: Readonly<Record<string, MechanismName>> = {
  plain: 'PLAIN',
  login: 'LOGIN',
  'cram-md5': 'CRAM-MD5',
  'scram-sha-1': 'SCRAM-SHA-1',
  'scram-sha-1-plus': 'SCRAM-SHA-1-PLUS',
  'scram-sha-256': 'SCRAM-SHA-256',
  'scram-sha-256-plus': 'SCRAM-SHA-256-PLUS',
  external: 'EXTERNAL',
  oauthbearer: 'OAUTHBEARER',
  xoauth2: 'XOAUTH2',
}

function signInOf(settings: Settings): {
  readonly user: string
  readonly mechanism?: MechanismName
  readonly usesToken?: boolean
  readonly left: readonly Left[]
} {
  const auth = (settings.get('auth') ?? 'off').toLowerCase()
  const user = settings.get('user') ?? ''
  const left: Left[] = []
  if (settings.has('password'))
    left.push({ what: t('transfer.what.password'), why: t('transfer.why.password') })
  if (settings.has('passwordeval'))
    left.push({ what: t('transfer.what.passwordeval'), why: t('transfer.why.passwordeval') })
  if (auth === 'off') return { user: '', left }
  if (auth === 'on' || auth === '') return { user, left }
  const mechanism = ownValue(mechanisms, auth)
  if (mechanism === undefined)
    left.push({
      what: t('transfer.what.sign-in'),
      why: t('transfer.why.mechanism', { name: auth.slice(0, 20) }),
    })
  if (mechanism === 'OAUTHBEARER' || mechanism === 'XOAUTH2')
    left.push({ what: t('transfer.what.sign-in'), why: t('transfer.why.oauth') })
  const isToken = mechanism === 'OAUTHBEARER' || mechanism === 'XOAUTH2'
  if (isToken) return { user, usesToken: true, left }
  return { user, ...(mechanism !== undefined && { mechanism }), left }
}

function dsnOf(settings: Settings): { readonly dsn?: NonNullable<FoundServer['settings']['dsn']> } {
  const words = (settings.get('dsn_notify') ?? 'off').toLowerCase().split(',')
  const notify = (['success', 'failure', 'delay'] as const).filter((each) => words.includes(each))
  if (notify.length === 0) return {}
  return { dsn: { notify, ret: settings.get('dsn_return') === 'full' ? 'full' : 'headers' } }
}

const certificateCommands = ['tls_cert_file', 'tls_key_file']
const trustCommands = ['tls_trust_file', 'tls_crl_file']

/** Commands that say how msmtp itself is to act; Sendoff has its own ways. */
const ownWays = [
  'logfile',
  'syslog',
  'logfile_time_format',
  'aliases',
  'maildomain',
  'auto_from',
  'allow_from_override',
  'set_from_header',
  'set_date_header',
  'set_msgid_header',
  'remove_bcc_headers',
  'undisclosed_recipients',
  'tls_priorities',
  'tls_min_dh_prime_bits',
  'tls_host_override',
  'ntlmdomain',
  'socket',
  'eval',
]

function leftOfServer(settings: Settings, pin: string | undefined): readonly Left[] {
  const left: Left[] = []
  const has = (names: readonly string[]) => names.filter((name) => settings.has(name))
  const say = (names: readonly string[], why: string) => {
    for (const what of names) left.push({ what, why })
  }
  say(has(certificateCommands), t('transfer.why.certificate-file'))
  say(
    has(trustCommands).filter((name) => settings.get(name) !== 'system'),
    t('transfer.why.trust-file'),
  )
  if (settings.has('tls_fingerprint') && pin === undefined)
    say(['tls_fingerprint'], t('transfer.why.old-fingerprint'))
  if (!isOn(settings, 'tls_certcheck', true)) say(['tls_certcheck off'], t('transfer.why.certcheck'))
  if (settings.get('protocol') === 'lmtp') say(['protocol lmtp'], t('transfer.why.lmtp'))
  say(has(ownWays), t('transfer.why.own-way'))
  return left
}

/** The address that an account sends from, where it names one that is no pattern. */
function toIdentity({ name, settings }: Account): readonly FoundIdentity[] {
  const address = settings.get('from') ?? ''
  if (!address.includes('@')) return []
  if (/[*?%]/.test(address)) return []
  const fullName = settings.get('from_full_name') ?? ''
  return [
    {
      key: name,
      serverKey: name,
      furtherServerKeys: [],
      settings: { name: fullName, address },
      left: [],
    },
  ]
}
