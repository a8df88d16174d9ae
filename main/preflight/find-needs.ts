import type { PreflightFinding, PreflightFix } from '../api.ts'
import { parseMailbox } from '../message/address.ts'
import { isAllowedSender, isSameAddress } from '../message/allowed-sender.ts'
import { needsSmtpUtf8 } from '../message/compose.ts'
import { t } from '../text/t.ts'
import type { KnownServer, PreflightFacts } from './facts.ts'
import { useServer } from './fixes.ts'

/** What the message needs and the server, as it listed last, has not; and senders that it does not take. */
export function findNeeds(facts: PreflightFacts): readonly PreflightFinding[] {
  return [...findSender(facts), ...findInternational(facts), ...findOptions(facts)]
}

const lacks = (known: KnownServer | undefined, extension: string): boolean =>
  known?.seen !== undefined && !known.seen.extensions.includes(extension)

const offers = (known: KnownServer, extension: string): boolean =>
  known.seen?.extensions.includes(extension) === true

function findSender({ content, identity, chosen }: PreflightFacts): readonly PreflightFinding[] {
  if (identity === undefined || chosen === undefined) return []
  const typed = content.from === undefined ? undefined : parseMailbox(content.from)
  const address = typed?.ok === true ? typed.mailbox.address : identity.address
  const goToSender = { kind: 'go-to', field: 'from', label: t('preflight.other-sender') } as const
  const { server } = chosen
  if (!isAllowedSender(server, address)) {
    const text = t('preflight.sender-not-taken', { server: server.name, address })
    return [{ id: 'sender', grade: 'refused', text, short: text, fix: goToSender }]
  }
  const refused = server.refusedSenders?.find((one) => isSameAddress(one.address, address))
  if (refused === undefined) return []
  const text = t('preflight.sender-refused', { server: server.name, address, reply: refused.text })
  const short = t('preflight.sender-refused.short', { address })
  return [{ id: 'sender', grade: 'doubt', text, short, fix: goToSender }]
}

/** P30: a local part beyond ASCII goes only where SMTPUTF8 is listed (RFC 6531). */
function findInternational({
  content,
  identity,
  chosen,
  others,
}: PreflightFacts): readonly PreflightFinding[] {
  if (chosen === undefined || !lacks(chosen, 'SMTPUTF8')) return []
  const sender = content.from ?? identity?.address
  const named = {
    from: sender === undefined ? [] : [sender],
    to: content.to,
    cc: content.cc,
    bcc: content.bcc,
  }
  const found = (['from', 'to', 'cc', 'bcc'] as const)
    // Ten thousand that are plain ASCII are not read one by one at each rest of the keyboard.
    .flatMap((field) =>
      named[field]
        .filter((text) => /[^\p{ASCII}]/u.test(text))
        .map((text) => ({ field, parsed: parseMailbox(text) })),
    )
    .find(({ parsed }) => parsed.ok && needsSmtpUtf8([parsed.mailbox]))
  if (found?.parsed.ok !== true) return []
  const { address } = found.parsed.mailbox
  const other = others.find((known) => offers(known, 'SMTPUTF8'))
  const fix: PreflightFix =
    other === undefined
      ? { kind: 'go-to', field: found.field, label: t('preflight.go-to-address') }
      : useServer(other)
  const text = t('preflight.smtputf8', { host: chosen.server.host, address })
  return [{ id: 'smtputf8', grade: 'refused', text, short: t('preflight.smtputf8.short', { address }), fix }]
}

function findOptions({ content, chosen }: PreflightFacts): readonly PreflightFinding[] {
  if (chosen === undefined) return []
  const findings: PreflightFinding[] = []
  const host = chosen.server.host
  if (content.options?.requireTls === true && lacks(chosen, 'REQUIRETLS')) {
    const fix = { kind: 'without-option', option: 'requireTls', label: t('preflight.without-tls') } as const
    const text = t('preflight.require-tls', { host })
    findings.push({ id: 'require-tls', grade: 'refused', text, short: text, fix })
  }
  if (content.options?.dsn !== undefined && lacks(chosen, 'DSN')) {
    const fix = { kind: 'without-option', option: 'dsn', label: t('preflight.without-dsn') } as const
    const text = t('preflight.dsn', { host })
    findings.push({ id: 'dsn', grade: 'note', text, short: text, fix })
  }
  return findings
}
