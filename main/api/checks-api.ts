// Calls of the check ladder and its test message.
import type { ApiEvents, ChecksApi, ServerForm } from '../api.ts'
import { runCheck } from '../check/run-check.ts'
import type { RungView } from '../check/rung.ts'
import { sendTestMessage } from '../check/test-message.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../events.ts'
import { parseMailbox } from '../message/address.ts'
import type { OAuth } from '../oauth/create-oauth.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import { toCheckTarget, type CheckTarget } from '../servers/check-target.ts'
import type { ServerGuard } from '../servers/guard.ts'
import type { Servers } from '../servers/servers.ts'
import type { OpenClient } from '../smtp/client.ts'
import type { TranscriptLine } from '../smtp/types.ts'
import { createBatch } from './batch.ts'

export interface ChecksApiDeps {
  readonly servers: Servers
  readonly guard: ServerGuard
  readonly oauth: OAuth
  readonly openClient: OpenClient
  readonly events: EventBus
  readonly clock: Clock
  readonly random: Random
}

/** Makes the checks part of the Api. */
export function createChecksApi(deps: ChecksApiDeps): ChecksApi {
  const running = new Map<string, AbortController>()
  const { openClient, clock, random } = deps

  /** Runs the work with a signal of its own, and ends what ran before. */
  async function alone<T>(checkId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (const other of running.values()) other.abort()
    const controller = new AbortController()
    running.set(checkId, controller)
    try {
      return await work(controller.signal)
    } finally {
      if (running.get(checkId) === controller) running.delete(checkId)
    }
  }

  return {
    run: ({ checkId, form, recipient, until }) =>
      alone(checkId, async (signal) => {
        const address = parseRecipient(recipient)
        const target = await targetOf(deps, form)
        const told = createProgress(deps, checkId)
        try {
          const order = { ...target, recipient: address, until }
          const { add: progress } = told
          return await runCheck({ openClient, clock, random, signal, progress }, order)
        } finally {
          told.flush()
        }
      }),
    stop: ({ checkId }) => {
      running.get(checkId)?.abort()
      return Promise.resolve()
    },
    sendTest: ({ checkId, form, to }) =>
      alone(checkId, async (signal) => {
        const target = await targetOf(deps, form)
        const told = createProgress(deps, checkId)
        const line = (one: TranscriptLine) => told.add(one, () => [])
        try {
          const order = { ...target, yourName: form.yourName, to }
          return await sendTestMessage({ openClient, clock, random, signal, line }, order)
        } finally {
          told.flush()
        }
      }),
  }
}

/** @throws CallError `not-possible` for a server that an administrator does not allow. */
async function targetOf({ servers, oauth, guard }: ChecksApiDeps, form: ServerForm): Promise<CheckTarget> {
  const [forbidden] = guard.judgeForm(form)
  if (forbidden !== undefined) throw new CallError('not-possible', forbidden.message)
  const stored = {
    storedPassword: (serverId: string) => servers.password(serverId),
    token: (one: ServerForm) => oauth.credentialFor(one),
    storedSecrets: (serverId: string) => servers.connectionSecrets(serverId),
    server: (serverId: string) => servers.get(serverId),
  }
  const checked = await toCheckTarget(stored, form)
  return { ...checked, target: guard.harden(checked.target, form.id ?? '') }
}

/** @throws CallError `invalid-argument` for what is no address (P28). */
function parseRecipient(typed: string): string {
  if (typed.trim() === '') return ''
  const parsed = parseMailbox(typed)
  if (!parsed.ok) throw new CallError('invalid-argument', parsed.message, { field: 'recipient' })
  return parsed.mailbox.address
}

/** Lines and the ladder go out together, in batches; the ladder before the first line goes at once. */
function createProgress({ clock, events }: ChecksApiDeps, checkId: string) {
  let ladder: () => readonly RungView[] = () => []
  const tell = (lines: readonly TranscriptLine[]) => {
    const payload: ApiEvents['checks.progress'] = { checkId, rungs: ladder(), lines }
    events.emit('checks.progress', payload)
  }
  const batch = createBatch<TranscriptLine>(clock, tell)
  return {
    add: (line: TranscriptLine | null, rungs: () => readonly RungView[]) => {
      ladder = rungs
      if (line === null) tell([])
      else batch.add(line)
    },
    flush: batch.flush,
  }
}
