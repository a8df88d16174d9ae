// An autoconfig file (clientConfig 1.1), as providers publish it, given by hand.
import { childrenOf, parseXml, textOf, type XmlElement } from '../discovery/xml.ts'
import type { MechanismName, Server } from '../servers/server.ts'
import { t } from '../text/t.ts'
import { maxServers, plainSettings, type Found, type FoundServer, type Left, type Parsed } from './found.ts'

/** Reads the file. @returns a sentence where it is none, or names no outgoing server. */
export function parseAutoconfigFile(text: string): Parsed<Found> {
  const parsed = parseXml(text)
  if (!parsed.ok) return { ok: false, message: t('transfer.xml', { problem: parsed.message }) }
  const { root } = parsed
  if (root.name !== 'clientConfig') return { ok: false, message: t('transfer.no-client-config') }
  const providers = childrenOf(root, 'emailProvider')
  const outgoing = providers.flatMap((provider) =>
    childrenOf(provider, 'outgoingServer')
      .filter(({ attributes }) => (attributes.get('type') ?? 'smtp') === 'smtp')
      .map((server) => ({ server, name: textOf(provider, 'displayName') })),
  )
  if (outgoing.length === 0) return { ok: false, message: t('transfer.no-outgoing') }
  const servers = outgoing.slice(0, maxServers).map(({ server, name }, at) => toServer(server, name, at))
  const left = [{ what: t('transfer.what.incoming'), why: t('transfer.why.incoming') }]
  return { ok: true, value: { kind: 'autoconfig', servers, identities: [], left } }
}

const securities: Readonly<Record<string, Server['security']>> = {
  SSL: 'implicit',
  STARTTLS: 'starttls',
  plain: 'none',
}

function toServer(element: XmlElement, provider: string, at: number): FoundServer {
  const host = textOf(element, 'hostname')
  const security = securities[textOf(element, 'socketType')] ?? 'starttls'
  const port = Number(textOf(element, 'port')) || (security === 'implicit' ? 465 : 587)
  const signIn = signInOf(childrenOf(element, 'authentication').map((each) => each.text.trim()))
  const user = textOf(element, 'username')
  const left = [...signIn.left]
  // %EMAILADDRESS% and its like stand for an address that the file does not have.
  if (user.includes('%'))
    left.push({
      what: t('transfer.what.user'),
      why: t('transfer.why.placeholder', { user: user.slice(0, 40) }),
    })
  if (element.children.some(({ name }) => name === 'password'))
    left.push({ what: t('transfer.what.password'), why: t('transfer.why.password') })
  return {
    key: String(at),
    isDefault: at === 0,
    settings: {
      ...plainSettings(host, port, security),
      name: provider || host,
      user: signIn.isNone || user.includes('%') ? '' : user,
      ...(signIn.mechanism && { mechanism: signIn.mechanism }),
    },
    left,
  }
}

/** The first way that is known; the file lists them in the order that the provider prefers. */
function signInOf(names: readonly string[]): {
  readonly isNone?: boolean
  readonly mechanism?: MechanismName
  readonly left: readonly Left[]
} {
  const what = t('transfer.what.sign-in')
  const known = names.find((name) =>
    ['password-cleartext', 'password-encrypted', 'none', 'OAuth2'].includes(name),
  )
  if (known === 'none') return { isNone: true, left: [] }
  if (known === 'OAuth2') return { left: [{ what, why: t('transfer.why.oauth') }] }
  if (known !== undefined || names.length === 0) return { left: [] }
  return { left: [{ what, why: t('transfer.why.unknown-value', { value: names.join(', ').slice(0, 60) }) }] }
}
