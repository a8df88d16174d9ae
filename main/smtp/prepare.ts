// What can be said of a message before any server is asked: addresses, parameters and content that the protocol forbids
// (P28, cli.md `refused-locally`, phase `local`), and the facts that its plan needs.
import type { MessageSource, OutgoingMessage, OutgoingRecipient } from './client.ts'
import { binaryFacts, ContentScan, type ContentFacts, type ContentProblem } from './content-scan.ts'
import { hasControl, parsePath, show, type Path } from './path.ts'

export interface PreparedRecipient {
  readonly given: OutgoingRecipient
  readonly path: Path
  /** Type and address of ORCPT. */
  readonly orcpt?: { readonly type: string; readonly address: string }
}

/** A message that may be offered to a server. */
export interface PreparedMessage {
  readonly message: OutgoingMessage
  /** undefined: the null reverse-path. */
  readonly from: Path | undefined
  readonly recipients: readonly PreparedRecipient[]
  readonly content: ContentFacts
  /** The content, where it is small enough to be kept. */
  readonly octets?: Buffer
}

export type Preparation =
  { readonly ok: true; readonly prepared: PreparedMessage } | { readonly ok: false; readonly problem: string }

/** Content up to this size is read once and kept. */
const MAX_KEPT_OCTETS = 64 * 1024

/** Judges envelope and content. Reads the source once, to its end. Never throws. */
export async function prepare(message: OutgoingMessage): Promise<Preparation> {
  const envelope = prepareEnvelope(message)
  if (typeof envelope === 'string') return { ok: false, problem: envelope }
  const content = inMemory(message) ?? (await readContent(message.source, message.body === 'binarymime'))
  if (typeof content === 'string') return { ok: false, problem: content }
  return { ok: true, prepared: { message, ...envelope, ...content } }
}

type Envelope = Pick<PreparedMessage, 'from' | 'recipients'>

function prepareEnvelope(message: OutgoingMessage): Envelope | string {
  const from = message.from === '' ? undefined : parsePath(message.from)
  if (typeof from === 'string') return from
  if (message.to.length === 0) return 'the message has no recipient'
  const recipients: PreparedRecipient[] = []
  for (const given of message.to) {
    const recipient = prepareRecipient(given)
    if (typeof recipient === 'string') return recipient
    recipients.push(recipient)
  }
  return parameterProblem(message) ?? { from, recipients }
}

function prepareRecipient(given: OutgoingRecipient): PreparedRecipient | string {
  const path = parsePath(given.address)
  if (typeof path === 'string') return path
  const notify = given.notify ?? []
  const strange = notify.find((word) => !['NEVER', 'SUCCESS', 'FAILURE', 'DELAY'].includes(word))
  if (strange !== undefined) return `NOTIFY has no word ${show(strange)}`
  // RFC 3461 4.1: NEVER stands alone.
  if (notify.includes('NEVER') && notify.length > 1) return 'NOTIFY=NEVER allows no other word beside it'
  if (new Set(notify).size < notify.length) return 'a word stands twice in NOTIFY'
  if (given.orcpt === undefined) return { given, path }
  if (hasControl(given.orcpt)) return `a control character in ORCPT ${show(given.orcpt)}`
  const match = /^([A-Za-z0-9-]+);(.+)$/.exec(given.orcpt)
  // RFC 3461 4.2: at most 500 octets in all.
  if (match?.[1] === undefined || match[2] === undefined || Buffer.byteLength(given.orcpt) > 500)
    return `ORCPT ${given.orcpt} is not of the form type;address`
  return { given, path, orcpt: { type: match[1], address: match[2] } }
}

function parameterProblem({ dsn, deliverBy, holdFor, priority }: OutgoingMessage): string | undefined {
  const envid = dsn?.envid
  if (envid !== undefined) {
    if (hasControl(envid)) return `a control character in ENVID ${show(envid)}`
    // RFC 3461 4.4.
    if (envid === '' || Buffer.byteLength(envid) > 100) return 'ENVID has to have 1 to 100 octets'
  }
  if (dsn?.ret !== undefined && !['HDRS', 'FULL'].includes(dsn.ret)) return `RET has no word ${show(dsn.ret)}`
  if (deliverBy !== undefined && !isDeliverBy(deliverBy))
    return `DELIVERBY allows no ${deliverBy.seconds} s in mode ${deliverBy.mode}`
  // RFC 6710 4.
  if (priority !== undefined && !(Number.isInteger(priority) && Math.abs(priority) <= 9))
    return `a priority runs from -9 to 9; ${priority} is none`
  return holdFor === undefined ? undefined : holdProblem(holdFor)
}

/** RFC 2852 4: nine digits at most, and more than zero in mode R. */
function isDeliverBy({ seconds, mode }: NonNullable<OutgoingMessage['deliverBy']>): boolean {
  return (
    Number.isInteger(seconds) &&
    Math.abs(seconds) <= 999_999_999 &&
    ['N', 'R'].includes(mode) &&
    (mode === 'N' || seconds > 0)
  )
}

/** RFC 4865 4: 1 to 999999999 s, or an Internet date and time (RFC 3339). */
function holdProblem(holdFor: number | string): string | undefined {
  if (typeof holdFor === 'number')
    return Number.isInteger(holdFor) && holdFor >= 1 && holdFor <= 999_999_999
      ? undefined
      : `a message can be held for 1 to 999999999 s, not for ${holdFor}`
  const isInstant = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(holdFor)
  return isInstant && !Number.isNaN(Date.parse(holdFor))
    ? undefined
    : `${show(holdFor)} is no date and time with a zone`
}

/** A small message that the caller holds: nothing has to be opened, waited for or copied. */
function inMemory({ source, body }: OutgoingMessage): Content | string | undefined {
  const { octets, size, facts } = source
  if (octets === undefined || size > MAX_KEPT_OCTETS || facts !== undefined || body === 'binarymime')
    return undefined
  const scan = new ContentScan()
  scan.push(octets)
  const found = judged(scan.finish())
  return typeof found === 'string' ? found : { content: found.content, octets }
}

interface Content {
  readonly content: ContentFacts
  readonly octets?: Buffer
}

async function readContent(source: MessageSource, isBinary: boolean): Promise<Content | string> {
  if (isBinary) return { content: binaryFacts(source.size) }
  if (source.facts !== undefined) return judged(source.facts)
  const scan = new ContentScan()
  const kept: Buffer[] = []
  try {
    for await (const chunk of source.octets === undefined ? source.open() : [source.octets]) {
      const octets = toBuffer(chunk)
      scan.push(octets)
      if (source.size <= MAX_KEPT_OCTETS) kept.push(octets)
    }
  } catch (error) {
    return `the message could not be read: ${error instanceof Error ? error.message : String(error)}`
  }
  const found = judged(scan.finish())
  return typeof found === 'string' || source.size > MAX_KEPT_OCTETS
    ? found
    : { ...found, octets: Buffer.concat(kept) }
}

function judged(found: ContentFacts | ContentProblem): { content: ContentFacts } | string {
  return 'problem' in found ? `the message has ${found.problem}` : { content: found }
}

/** A chunk of a byte stream. */
export function toBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  return Buffer.from(String(chunk), 'utf8')
}
