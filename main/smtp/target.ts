import { normalizePin } from './certificate.ts'
import type { ServerTarget } from './client.ts'
import { localFault } from './fault.ts'
import { toEhloName, toHost } from './host-name.ts'
import { hasControl, show } from './path.ts'

/** The names of a server, as they are looked up, verified and told. */
export interface TargetNames {
  readonly host: string
  /** What the certificate has to be for: the name that the person configured, never one from DNS (RFC 7817 3). */
  readonly reference: string
  /** undefined: the address literal of the connection's own end. */
  readonly ehloName?: string
  readonly ehloFallback?: string
}

/** Judges what can be judged before anything is written (P28). Throws `SessionFault` with phase `local`. */
export function judgeTarget(target: ServerTarget): TargetNames {
  const { host, port, ehloName, ehloFallback, tls, auth, proxy, relaxed } = target
  const name = toHost(host)
  if (name === undefined) throw localFault('local', `${show(host)} is no host name`)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw localFault('local', `${port} is no port`)
  const reference = tls?.servername === undefined ? name : toHost(tls.servername)
  if (reference === undefined) throw localFault('local', `${show(tls?.servername ?? '')} is no server name`)
  const [ehlo, fallback] = [ehloName, ehloFallback].map(judgeEhloName)
  if (proxy !== undefined && toHost(proxy.host) === undefined)
    throw localFault('local', `${show(proxy.host)} is no host name for a proxy`)
  if (auth !== undefined && hasControl(auth.user))
    throw localFault('local', 'a control character in the user name')
  // P26: nobody signs in to a server of which it is not known who it is.
  if (auth !== undefined && relaxed !== undefined)
    throw localFault('local', 'a sign-in needs a server whose certificate is verified')
  // One without the other would sign in as nobody, unseen.
  if ((tls?.cert === undefined) !== (tls?.key === undefined))
    throw localFault(
      'local',
      `the client certificate has no ${tls?.key === undefined ? 'key' : 'certificate'}`,
    )
  const badPin = tls?.pins?.find((pin) => normalizePin(pin) === undefined)
  if (badPin !== undefined) throw localFault('local', `${show(badPin)} is no SHA-256 fingerprint`)
  return {
    host: name,
    // RFC 6066 3, RFC 9525 6.3: the dot of the root is no part of the name that is sent and compared.
    reference: reference.replace(/\.$/, ''),
    ...(ehlo === undefined ? {} : { ehloName: ehlo }),
    ...(fallback === undefined ? {} : { ehloFallback: fallback }),
  }
}

function judgeEhloName(name: string | undefined): string | undefined {
  if (name === undefined) return undefined
  const judged = toEhloName(name)
  if (judged === undefined)
    throw localFault('local', `${show(name)} is no EHLO name: a domain or an address in brackets`)
  return judged
}
