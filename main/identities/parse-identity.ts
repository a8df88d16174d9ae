// Judges the form of an identity: every finding with its field, in a sentence. Pure.
import { isAbsolute } from 'node:path'
import type { IdentityForm, SendProblem } from '../api.ts'
import { addressKey, formatMailbox, parseMailbox } from '../message/address.ts'
import { isAllowedSender } from '../message/allowed-sender.ts'
import { findForbidden } from '../message/forbidden.ts'
import type { Server } from '../servers/server.ts'
import type { Identity } from './identity.ts'
import { parseSignatures } from './parse-signatures.ts'

type IdentityServer = Pick<Server, 'id' | 'name' | 'kind' | 'allowedSenders'>

/** All but id and place. */
export type IdentityValues = Omit<Identity, 'id' | 'order'>

export type ParsedIdentity =
  | { readonly ok: true; readonly values: IdentityValues }
  | { readonly ok: false; readonly problems: readonly SendProblem[] }

const maxName = 300
const maxOrganisation = 300
const maxAlwaysBcc = 50
const maxPath = 4_000

type Report = (field: string, message: string) => void

/**
 * Judges an identity as typed.
 * @param server The outgoing server of that id; undefined where there is none.
 * @returns the values trimmed and safe to be written into a header or an envelope (P28), or every problem.
 */
export function parseIdentity(
  form: IdentityForm,
  server: (serverId: string) => IdentityServer | undefined,
): ParsedIdentity {
  const problems: SendProblem[] = []
  const report: Report = (field, message) => void problems.push({ field, message })
  const address = parseAddress(form.address, report)
  const own = server(form.serverId)
  if (own === undefined) report('serverId', 'Choose the outgoing server that carries mail from this address.')
  judgeText('name', 'The name', form.name, maxName, report)
  judgeText('organisation', 'The organisation', form.organisation, maxOrganisation, report)
  const replyTo = parseOptional('replyTo', form.replyTo, report)
  const envelopeSender = parseOptional('envelopeSender', form.envelopeSender, report)
  const alwaysBcc = parseAlwaysBcc(form.alwaysBcc, report)
  const further = parseFurther(form, server, report)
  judgeSenders([own, ...further], { address, envelopeSender: envelopeSender?.address }, report)
  const signatures = parseSignatures(form.signatures, report)
  judgeCopy(form.sentCopy, report)
  if (problems.length > 0 || address === undefined) return { ok: false, problems }
  const organisation = form.organisation.trim()
  return {
    ok: true,
    values: {
      name: form.name.trim(),
      address,
      serverId: form.serverId,
      ...(further.length === 0 ? {} : { furtherServerIds: further.map(({ id }) => id) }),
      ...(replyTo === undefined ? {} : { replyTo: replyTo.text }),
      ...(organisation === '' ? {} : { organisation }),
      ...(signatures.length === 0 ? {} : { signatures }),
      ...(alwaysBcc.length === 0 ? {} : { alwaysBcc }),
      ...(form.sentCopy === null ? {} : { sentCopy: { ...form.sentCopy, path: form.sentCopy.path.trim() } }),
      ...(envelopeSender === undefined || envelopeSender.address === address
        ? {}
        : { envelopeSender: envelopeSender.address }),
    },
  }
}

function parseAddress(text: string, report: Report): string | undefined {
  if (text.trim() === '') {
    report('address', 'An email address is missing: the one that you send from.')
    return undefined
  }
  const parsed = parseMailbox(text)
  if (!parsed.ok) report('address', parsed.message)
  else if (parsed.mailbox.name !== undefined)
    report('address', 'Only the address belongs here; the name has a field of its own.')
  return parsed.ok ? parsed.mailbox.address : undefined
}

/** P28, and how long it may be. */
function judgeText(field: string, what: string, text: string, most: number, report: Report): void {
  const found = findForbidden(text)
  if (found !== null) report(field, `${what} contains ${found}; it would stand in a header.`)
  else if (text.trim().length > most)
    report(field, `${what} has ${text.trim().length} characters; at most ${most} are allowed.`)
}

/** A mailbox, or nothing. `text` has its name, `address` has not. */
function parseOptional(
  field: string,
  typed: string,
  report: Report,
): { readonly text: string; readonly address: string } | undefined {
  if (typed.trim() === '') return undefined
  const parsed = parseMailbox(typed)
  if (!parsed.ok) {
    report(field, parsed.message)
    return undefined
  }
  if (field === 'envelopeSender' && parsed.mailbox.name !== undefined)
    report(field, 'Only the address belongs here: a name has no place in an envelope.')
  return { text: formatMailbox(parsed.mailbox), address: parsed.mailbox.address }
}

/** Each once. */
function parseAlwaysBcc(texts: readonly string[], report: Report): readonly string[] {
  if (texts.length > maxAlwaysBcc)
    report('alwaysBcc', `There are ${texts.length} addresses; at most ${maxAlwaysBcc} are allowed.`)
  const byKey = new Map<string, string>()
  for (const text of texts) {
    const parsed = parseMailbox(text)
    if (!parsed.ok) report('alwaysBcc', parsed.message)
    else if (!byKey.has(addressKey(parsed.mailbox)))
      byKey.set(addressKey(parsed.mailbox), formatMailbox(parsed.mailbox))
  }
  return [...byKey.values()]
}

function parseFurther(
  { serverId, furtherServerIds: typed }: IdentityForm,
  server: (serverId: string) => IdentityServer | undefined,
  report: Report,
): readonly IdentityServer[] {
  // One that was deleted since the form was opened carries nothing any more.
  const found = typed.flatMap((id) => server(id) ?? [])
  const furtherServerIds = found.map(({ id }) => id)
  const isUsable = (id: string, at: number) =>
    id !== serverId && server(id)?.kind === 'configured' && furtherServerIds.indexOf(id) === at
  if (!furtherServerIds.every(isUsable))
    report('furtherServerIds', 'A further server is another one of your outgoing servers, each named once.')
  return found
}

/** An address that a server does not take is refused here, before a message is. */
function judgeSenders(
  servers: readonly (IdentityServer | undefined)[],
  senders: { readonly address: string | undefined; readonly envelopeSender: string | undefined },
  report: Report,
): void {
  servers.forEach((server, at) => {
    for (const field of ['address', 'envelopeSender'] as const) {
      const sender = senders[field]
      if (server === undefined || sender === undefined || isAllowedSender(server, sender)) continue
      const taken = (server.allowedSenders ?? []).slice(0, 5).join(', ')
      report(at === 0 ? field : 'furtherServerIds', `${server.name} takes only ${taken}, not ${sender}.`)
    }
  })
}

function judgeCopy(copy: IdentityForm['sentCopy'], report: Report): void {
  if (copy === null) return
  const path = copy.path.trim()
  const found = findForbidden(path)
  if (path === '') report('sentCopy', 'Choose the folder that copies are kept in.')
  else if (found !== null) report('sentCopy', `The path contains ${found}.`)
  else if (!isAbsolute(path))
    report('sentCopy', 'The folder is named in full, from the root of the disk, for example /home/anna/Sent.')
  else if (path.length > maxPath)
    report('sentCopy', `The path has ${path.length} characters; at most ${maxPath} are allowed.`)
}
