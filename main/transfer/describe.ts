// What an import takes of a server or an identity, line by line, in words.
import { t } from '../text/t.ts'
import type { IdentitySettings, ServerSettings } from './found.ts'
import { labelOf } from './judge.ts'

export interface TakenLine {
  readonly what: string
  readonly value: string
}

const line = (field: string, value: string | number | undefined): readonly TakenLine[] =>
  value === undefined || value === '' ? [] : [{ what: labelOf(field), value: String(value) }]

/** Every setting of the server that is not what a new server has anyway. */
export function describeServer(settings: ServerSettings): readonly TakenLine[] {
  const { host, port, security, proxy, oauth, timeouts, dsn } = settings
  const waits = Object.values(timeouts ?? {}).filter((each) => each !== undefined)
  return [
    ...line('place', `${host}:${port}`),
    ...line('security', t(`transfer.security.${security}`)),
    ...line('user', settings.user),
    ...line('mechanism', settings.mechanism),
    ...line('oauth', oauth && [oauth.provider, oauth.issuer, oauth.clientId].filter(Boolean).join(', ')),
    ...line('ehloName', settings.ehloName),
    ...settings.pins.flatMap((pin) => line('pins', `SHA-256 ${pin.slice(0, 16)}…`)),
    ...line('minTls', settings.minTls && '1.3'),
    ...line('concurrency', settings.concurrency),
    ...line('queueInFlight', settings.queueInFlight && t('transfer.yes')),
    ...line('perMinute', settings.perMinute),
    ...line('perDay', settings.perDay),
    ...line('proxy', proxy && `${proxy.kind === 'http' ? 'HTTP' : 'SOCKS5'} ${proxy.host}:${proxy.port}`),
    ...line('localAddress', settings.localAddress),
    ...line('family', settings.family),
    ...line('timeouts', waits.map((ms) => `${ms / 1_000} s`).join(', ')),
    ...line('dsn', dsn?.notify.join(', ')),
    ...line('allowedSenders', settings.allowedSenders?.join(', ')),
    ...line('disabled', settings.disabled === true ? t('transfer.yes') : undefined),
  ]
}

/** Every setting of the identity that is there. */
export function describeIdentity(settings: IdentitySettings): readonly TakenLine[] {
  const { signatures = [] } = settings
  return [
    ...line('name', settings.name),
    ...line('replyTo', settings.replyTo),
    ...line('organisation', settings.organisation),
    ...signatures.flatMap(({ text }) => line('signatures', firstLine(text))),
    ...line('alwaysBcc', settings.alwaysBcc?.join(', ')),
    ...line('sentCopy', settings.sentCopy?.path),
    ...line('envelopeSender', settings.envelopeSender),
  ]
}

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
