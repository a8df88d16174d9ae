// Puts messages into a Maildir on this computer: tmp, then new; no SMTP.
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { isTransient, maildirFaultCode, type Failure } from '../../failure.ts'
import { t } from '../../text/t.ts'
import { localReport, messageOf } from '../courier-report.ts'
import type { Courier, CourierReport } from '../courier.ts'
import type { Attempt, Recipient } from '../entry.ts'
import type { Delivery, KeeperDeps } from '../session-keeper.ts'
import { spoolFaultCode } from '../attempt-outcome.ts'
import { Wire } from '../wire.ts'
import type { MaildirDisk } from './maildir-disk.ts'
import { createLineEnds, formatName, isOfAttempt, traceLines } from './maildir-file.ts'

export interface MaildirCourierDeps extends KeeperDeps {
  readonly disk: MaildirDisk
  readonly host: string
  readonly pid: number
}

/** Makes the courier of one rule. The path is the recipients' own: a rule that was changed since has other recipients. */
export function createMaildirCourier(deps: MaildirCourierDeps): Courier {
  let counter = 0
  return {
    deliver: (entry, recipients, attemptId, hooks, signal) => {
      counter += 1
      const name = formatName({ ...deps, now: deps.clock.now(), counter, attemptId })
      return new MaildirDelivery(deps, { entry, recipients, attemptId, hooks, signal }, name).run()
    },
    hasSession: () => false,
    rest: () => Promise.resolve(),
    // Nothing is kept open; what runs looks at its signal.
    abort: () => undefined,
  }
}

/**
 * Whether the attempt's file is in the Maildir, as new or as read: the proof after a crash in the last step. False where it is not, or
 * can't be looked for; it may have been there and been moved elsewhere since.
 */
export async function isDeliveredToMaildir(
  disk: Pick<MaildirDisk, 'list'>,
  { id, step, route }: Pick<Attempt, 'id' | 'step' | 'route'>,
): Promise<boolean> {
  if (route?.kind !== 'maildir' || step !== 'about-to-complete') return false
  return isInMaildir(disk, route.path, id)
}

async function isInMaildir(
  disk: Pick<MaildirDisk, 'list'>,
  path: string,
  attemptId: string,
): Promise<boolean> {
  const folders = ['new', 'cur'].map((name) => disk.list(join(path, name)).catch(() => []))
  return (await Promise.all(folders)).flat().some((name) => isOfAttempt(name, attemptId))
}

class MaildirDelivery {
  readonly #deps: MaildirCourierDeps
  readonly #delivery: Delivery
  readonly #wire: Wire
  readonly #name: string
  readonly #path: string

  constructor(deps: MaildirCourierDeps, delivery: Delivery, name: string) {
    this.#deps = deps
    this.#delivery = delivery
    this.#name = name
    this.#path = pathOf(delivery.recipients)
    const { attemptId, entry, hooks } = delivery
    this.#wire = new Wire(deps.recorder.start(attemptId, entry.id), deps.clock, hooks)
  }

  async run(): Promise<CourierReport> {
    try {
      let open: () => Readable
      try {
        open = await this.#deps.openSpool(this.#delivery.entry.revision)
      } catch (error) {
        return localReport('local', spoolFaultCode, messageOf(error))
      }
      return await this.#put(open)
    } finally {
      await this.#wire.recording.end().catch(() => undefined)
    }
  }

  async #put(open: () => Readable): Promise<CourierReport> {
    const { disk } = this.#deps
    const temporary = join(this.#path, 'tmp', this.#name)
    try {
      await this.#write(temporary, open)
      await this.#aboutToComplete()
      await disk.move(temporary, join(this.#path, 'new', this.#name))
    } catch (error) {
      await disk.remove(temporary).catch(() => undefined)
      return this.#notPut(error)
    }
    this.#wire.note('message', `moved to new/${this.#name}`)
    try {
      await disk.syncFolder(join(this.#path, 'new'))
    } catch (error) {
      return this.#unsure(error)
    }
    return this.#report('accepted', { notes: [t('maildir.delivered', { path: this.#path })] })
  }

  async #write(temporary: string, open: () => Readable): Promise<void> {
    const { disk } = this.#deps
    const { entry, recipients, hooks, signal } = this.#delivery
    for (const folder of ['tmp', 'new', 'cur']) await disk.makeFolder(join(this.#path, folder))
    signal.throwIfAborted()
    hooks.phase('message')
    // Not waited for: only "about to complete" holds the last step back; the store keeps their order.
    hooks.step('content').catch(() => undefined)
    this.#wire.note('message', `writing tmp/${this.#name}, ${entry.revision.size} octets before line ends`)
    await disk.write(temporary, Readable.from(content(traceLines(entry, recipients), open())))
    await disk.syncFolder(join(this.#path, 'tmp'))
    hooks.progress(entry.revision.size)
  }

  /** P3: stored before the message can be seen. */
  async #aboutToComplete(): Promise<void> {
    const { hooks, signal } = this.#delivery
    await this.#wire.recording.flush()
    await hooks.aboutToComplete([])
    signal.throwIfAborted()
  }

  /** It is not in new/: nothing was delivered, and nothing half of it is left. */
  #notPut(error: unknown): CourierReport {
    const failure = this.#delivery.signal.aborted
      ? ({ phase: 'message', kind: 'local', detail: 'cancelled' } as const)
      : toFailure(error, this.#path)
    this.#wire.note('message', failure.detail)
    const passes = isTransient(failure) || this.#delivery.signal.aborted
    return this.#report(passes ? 'deferred' : 'refused-locally', { failure })
  }

  /** It can be seen in new/, but a power cut might still take it away. */
  #unsure(error: unknown): CourierReport {
    const detail = `The message is in the Maildir ${this.#path}, but the disk did not confirm it (${codeOf(error)}).`
    const failure = { phase: 'message', kind: 'local', errorCode: maildirFaultCode, detail } as const
    return this.#report('unconfirmed', { failure })
  }

  #report(
    outcome: 'accepted' | 'deferred' | 'refused-locally' | 'unconfirmed',
    rest: { readonly failure?: Failure; readonly notes?: readonly string[] },
  ): CourierReport {
    return {
      overall: outcome,
      phase: outcome === 'accepted' ? 'done' : 'message',
      recipients: this.#delivery.recipients.map(({ address }) => ({ address, outcome })),
      notes: [],
      answered: true,
      needsSignIn: false,
      session: { serverHost: this.#path },
      ...rest,
    }
  }
}

function pathOf(recipients: readonly Recipient[]): string {
  const path = recipients.flatMap(({ route }) => (route?.kind === 'maildir' ? [route.path] : []))[0]
  if (path === undefined) throw new Error('no recipient has a Maildir')
  return path
}

async function* content(head: string, message: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from(head)
  yield* message.pipe(createLineEnds()) as AsyncIterable<Buffer>
}

/** What fills a disk, or fails for once, may pass; a folder that is not ours does not. */
const passing = new Set([
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EBUSY',
  'EAGAIN',
  'EMFILE',
  'ENFILE',
  'ESTALE',
  'ETIMEDOUT',
])

function toFailure(error: unknown, path: string): Failure {
  const code = codeOf(error)
  const detail = `The Maildir ${path} did not take the message (${code}).`
  const errorCode = passing.has(code) ? maildirFaultCode : 'MAILDIR_REFUSED'
  return { phase: 'message', kind: 'local', errorCode, detail }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return messageOf(error)
}
