import {
  type Decoder,
  FieldError,
  flag,
  isRecord,
  list,
  milliseconds,
  number,
  object,
  oneOf,
  optional,
  text,
} from './decoder.ts'
import type { Job, JobContent, JobError, JobMessage } from './job.ts'

export type ParsedJob =
  { readonly ok: true; readonly job: Job } | { readonly ok: false; readonly refused: JobError }

/** Words that the engine judges: one that the protocol does not know gives a result and is no fault of the line (cli.md). */
const notifyWord: Decoder<'NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY'> = (value, at) =>
  text(value, at) as 'NEVER'
const retWord: Decoder<'HDRS' | 'FULL'> = (value, at) => text(value, at) as 'FULL'
const modeWord: Decoder<'N' | 'R'> = (value, at) => text(value, at) as 'N'

const tls = object<NonNullable<Job['tls']>>({
  servername: optional(text),
  ca: optional(text),
  pins: optional(list(text)),
  minVersion: optional(oneOf('TLSv1.2', 'TLSv1.3')),
  cert: optional(text),
  key: optional(text),
})

const auth = object<NonNullable<Job['auth']>>({
  user: text,
  pass: optional(text),
  token: optional(text),
  mechanisms: optional(list(text)),
  allowInsecure: optional(flag),
})

const timeouts = object<NonNullable<Job['timeouts']>>({
  connectMs: optional(milliseconds),
  greetingMs: optional(milliseconds),
  replyMs: optional(milliseconds),
  finalReplyMs: optional(milliseconds),
  totalMs: optional(milliseconds),
})

const options = object<NonNullable<Job['options']>>({
  pipelining: optional(flag),
  chunking: optional(flag),
  authInFlight: optional(flag),
  queueInFlight: optional(flag),
})

const recipient = object<JobMessage['to'][number]>({
  address: text,
  notify: optional(list(notifyWord)),
  orcpt: optional(text),
})

/** A message as it stands in the line: `raw` or `rawPath` in place of `content`. */
interface RawMessage extends Omit<JobMessage, 'content'> {
  readonly raw?: Buffer
  readonly rawPath?: string
}

const rawMessage = object<RawMessage>({
  from: text,
  to: list(recipient),
  raw: optional(base64),
  rawPath: optional(text),
  dsn: optional(object<NonNullable<JobMessage['dsn']>>({ ret: optional(retWord), envid: optional(text) })),
  requireTls: optional(flag),
  body: optional(oneOf('binarymime')),
  allOrNone: optional(flag),
  deliverBy: optional(
    object<NonNullable<JobMessage['deliverBy']>>({
      seconds: number,
      mode: modeWord,
      trace: optional(flag),
    }),
  ),
  holdFor: optional(numberOrText),
  priority: optional(number),
  pauseBeforeMs: optional(milliseconds),
})

const job = object<Job>({
  id: text,
  host: text,
  port: number,
  security: oneOf('none', 'starttls', 'implicit'),
  tls: optional(tls),
  ehloName: optional(text),
  auth: optional(auth),
  timeouts: optional(timeouts),
  options: optional(options),
  messages: list(message),
})

/** Reads one line. An error names the field and never quotes a value. */
export function parseJob(line: string): ParsedJob {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    // The words of JSON.parse quote the line, and with it a password.
    return { ok: false, refused: { id: null, error: 'the line is no JSON' } }
  }
  try {
    const parsed = job(value, '')
    const { auth: signIn } = parsed
    if (signIn?.pass !== undefined && signIn.token !== undefined)
      throw new FieldError('auth.pass and auth.token exclude each other')
    return { ok: true, job: parsed }
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    const id = isRecord(value) && typeof value.id === 'string' ? value.id : null
    return { ok: false, refused: { id, error: error.message } }
  }
}

function message(value: unknown, at: string): JobMessage {
  const { raw, rawPath, ...rest } = rawMessage(value, at)
  return { ...rest, content: contentOf(raw, rawPath, at) }
}

function contentOf(raw: Buffer | undefined, rawPath: string | undefined, at: string): JobContent {
  if (raw !== undefined && rawPath !== undefined)
    throw new FieldError(`${at}.raw and ${at}.rawPath exclude each other`)
  if (raw !== undefined) return { octets: raw }
  if (rawPath !== undefined) return { path: rawPath }
  throw new FieldError(`${at}.raw is missing: base64, or ${at}.rawPath`)
}

function base64(value: unknown, at: string): Buffer {
  const encoded = text(value, at)
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) throw new FieldError(`${at} has to be base64`)
  return Buffer.from(encoded, 'base64')
}

function numberOrText(value: unknown, at: string): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value
  throw new FieldError(`${at} has to be a number of seconds or a date and time`)
}
