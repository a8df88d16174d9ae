// An autoconfig file (clientConfig 1.1), as providers publish it, given by hand: for no address in particular.
import type { SignInWay } from '../discovery/discovery.ts'
import { parseAutoconfig, type AutoconfigServer } from '../discovery/parse-autoconfig.ts'
import { t } from '../text/t.ts'
import { plainSettings, type Found, type FoundServer, type Left, type Parsed } from './found.ts'

/** Reads the file. @returns a sentence where it is none, or names no outgoing server. */
export function parseAutoconfigFile(text: string): Parsed<Found> {
  // What stands for the address stays as it is; the domain is the first that the file is for.
  const domain = /<domain>\s*([^\s<>%]{1,253})\s*<\/domain>/.exec(text)?.[1]?.toLowerCase() ?? ''
  const parsed = parseAutoconfig(text, {
    address: '%EMAILADDRESS%',
    local: '%EMAILLOCALPART%',
    domain,
  })
  if (!parsed.ok) return { ok: false, message: t('transfer.autoconfig', { problem: parsed.message }) }
  const { servers, problems, name } = parsed
  if (servers.length === 0) return { ok: false, message: [t('transfer.no-outgoing'), ...problems].join(' ') }
  const provider = name.includes('%') ? '' : name
  const left: Left[] = [
    { what: t('transfer.what.incoming'), why: t('transfer.why.incoming') },
    ...problems.map((why) => ({ what: t('transfer.what.other-server'), why })),
  ]
  if (/<password[\s>/]/.test(text))
    left.push({ what: t('transfer.what.password'), why: t('transfer.why.password') })
  return {
    ok: true,
    value: {
      kind: 'autoconfig',
      servers: servers.map((server, at) => toServer(server, provider, at)),
      identities: [],
      left,
    },
  }
}

function toServer(
  { host, port, security, user, signIn }: AutoconfigServer,
  provider: string,
  at: number,
): FoundServer {
  const isOpen = user.includes('%')
  return {
    key: String(at),
    isDefault: at === 0,
    ...(signIn[0] === 'oauth' && { usesToken: true }),
    settings: {
      ...plainSettings(host, port, security),
      name: provider || host,
      user: isOpen ? '' : user,
    },
    left: [...leftOfUser(user), ...leftOfSignIn(signIn)],
  }
}

function leftOfUser(user: string): readonly Left[] {
  if (!user.includes('%')) return []
  return [{ what: t('transfer.what.user'), why: t('transfer.why.placeholder', { user: user.slice(0, 40) }) }]
}

/** The first way is the one that the provider prefers. */
function leftOfSignIn([first]: readonly SignInWay[]): readonly Left[] {
  return first === 'oauth' ? [{ what: t('transfer.what.sign-in'), why: t('transfer.why.oauth') }] : []
}
