// `sendoff send --queue`: into the app's outbox, over the account that is named, else the default.
import { resolve } from 'node:path'
import type { ServerView } from '../api.ts'
import type { Core } from '../core.ts'
import { parseMailbox } from '../message/address.ts'
import { createMessageId } from '../message/message-id.ts'
import { readMessage } from '../message/read.ts'
import { createSystemClock } from '../system/clock.ts'
import { createSystemRandom } from '../system/random.ts'
import { t } from '../text/t.ts'
import { escapeControls } from '../transcript/format.ts'
import { findServer } from './account.ts'
import { exitStatus, type ExitStatus } from './exit-status.ts'
import { MessageError, readyMessages, type ReadyMessage } from './outgoing.ts'
import { withProfile } from './profile.ts'
import type { SendOptions } from './send-command.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Queues what the options name. Throws `UsageError`. */
export async function queueMessages(options: SendOptions, terminal: Terminal): Promise<ExitStatus> {
  if (options.server !== undefined)
    throw new UsageError('--queue goes over a server of the app: --account names it, and --server does not')
  if (options['password-stdin']) throw new UsageError('--queue asks for no password: the app has it')
  return await withProfile(terminal, 'never', async (profile) => {
    const server = await findServer(profile, options.account)
    try {
      const ids =
        options.eml.length === 0
          ? [await queueTyped(profile.core, server, options)]
          : await queueReady(profile.core, server, options, terminal)
      await tell(ids, profile.core.sender, options, terminal)
      return exitStatus.ok
    } catch (error) {
      if (!(error instanceof MessageError)) throw error
      terminal.err(`sendoff: not queued: ${escapeControls(error.message)}\n`)
      return exitStatus.refusedLocally
    }
  })
}

async function tell(
  ids: readonly string[],
  sender: Core['sender'],
  { json }: SendOptions,
  terminal: Terminal,
): Promise<void> {
  if (json) {
    await terminal.out(`${JSON.stringify({ queued: ids, sender })}\n`)
    return
  }
  for (const id of ids) await terminal.out(`${t('queue.queued', { id })}\n`)
  if (sender === 'nobody') terminal.err(`sendoff: ${t('queue.no-sender')}\n`)
}

/** The identity of the server that has this address; without an address, the first. */
async function identityOf(core: Core, server: ServerView, from: string | undefined): Promise<string> {
  const identities = await core.api.identities.list()
  const ofServer = identities.filter(({ serverId }) => serverId === server.id)
  if (from === undefined) {
    const [first] = ofServer
    if (first === undefined) throw new UsageError(`${server.name} has no sender address: --from names one`)
    return first.id
  }
  const parsed = parseMailbox(from)
  if (!parsed.ok) throw new MessageError(parsed.message)
  const address = parsed.mailbox.address.toLowerCase()
  const found = [...ofServer, ...identities].find((one) => one.address.toLowerCase() === address)
  if (found === undefined) throw new MessageError(`${parsed.mailbox.address} is no sender address of the app`)
  return found.id
}

async function queueTyped(core: Core, server: ServerView, options: SendOptions): Promise<string> {
  if (options.to.length + options.cc.length + options.bcc.length === 0)
    throw new UsageError('--to is missing')
  const identityId = await identityOf(core, server, options.from)
  const { drafts, outbox } = core.api
  const draft = await drafts.create({
    content: {
      identityId,
      serverId: server.id,
      to: options.to,
      cc: options.cc,
      bcc: options.bcc,
      subject: options.subject ?? '',
      text: options.text ?? '',
    },
  })
  try {
    const paths = options.attach.map((path) => resolve(path))
    const [problem] = (await drafts.attachPaths({ draftId: draft.id, paths })).problems
    if (problem !== undefined) throw new MessageError(`${problem.name} can't be attached: ${problem.message}`)
    const { content } = await drafts.get({ draftId: draft.id })
    const outcome = await outbox.enqueue({ draftId: draft.id, content })
    if (!outcome.queued) throw new MessageError(outcome.problems.map(({ message }) => message).join(' '))
    return outcome.entryId
  } catch (error) {
    await drafts.discard({ draftId: draft.id })
    throw error
  }
}

async function queueReady(
  core: Core,
  server: ServerView,
  options: SendOptions,
  terminal: Terminal,
): Promise<readonly string[]> {
  const [clock, random] = [createSystemClock(), createSystemRandom()]
  const ids: string[] = []
  for (const message of await readyMessages(options, terminal)) {
    const identityId = await identityOf(
      core,
      server,
      options.account === undefined ? message.from : undefined,
    )
    const { messageId, octets } = withMessageId(message, () => {
      const [, domain = 'localhost'] = /@([^@]+)$/.exec(message.from) ?? []
      return createMessageId(random, domain, clock)
    })
    const { subject } = readMessage(octets)
    const { from, to } = message
    ids.push(
      await core.enqueueReady({ identityId, serverId: server.id, from, to, subject, messageId, octets }),
    )
  }
  return ids
}

/** A message without one gets one, so that it can be looked for (P2). */
function withMessageId(
  { messageId, octets }: ReadyMessage,
  make: () => string,
): Pick<ReadyMessage, 'messageId' | 'octets'> {
  if (messageId !== '') return { messageId, octets }
  const made = make()
  return { messageId: made, octets: Buffer.concat([Buffer.from(`Message-ID: ${made}\r\n`), octets]) }
}
