import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Command, Path } from './commands.ts'
import type { Arrived } from './received-store.ts'
import type { TlsFault } from './practice.ts'
import { behaviourOf, practiceDomain } from './scenarios.ts'

const maxRecipients = 100

/** What the server does next. No reply and `hangUp` is silence. */
export interface Step {
  readonly reply?: readonly string[]
  readonly hangUp?: boolean
  /** A handshake follows the reply: as it is right, or with a fault. */
  readonly startTls?: 'usual' | TlsFault
  /** Content follows the reply. */
  readonly takesContent?: boolean
}

/** One mail transaction (RFC 5321 3.3) as far as it has come. */
export interface Transaction {
  readonly helo: string
  readonly mailFrom: string
  readonly smtpUtf8: boolean
  readonly accepted: string[]
  readonly refused: string[]
  /** Wait before each reply. */
  delayMs: number
  hangUpAt: 'data' | 'dot' | null
  /** The reply to the final dot where a recipient brings one about. */
  finalRefusal: string | null
}

export interface TransactionDeps {
  readonly clock: Clock
  readonly random: Random
  /** Pairs of sender and recipient that were refused once and are taken at the next try. */
  readonly greylist: Set<string>
  /** Keeps a message; resolves when it is on disk. */
  readonly keep: (message: Arrived) => Promise<void>
}

export type Begun =
  | { readonly ok: true; readonly transaction: Transaction; readonly reply: string }
  | { readonly ok: false; readonly reply: string }

/** MAIL FROM. */
export function beginTransaction(command: Command & { verb: 'MAIL' }, helo: string): Begun {
  const { path, smtpUtf8 } = command
  if (!smtpUtf8 && isBeyondAscii(path.address)) return { ok: false, reply: '553 5.6.7 Must specify SMTPUTF8' }
  const behaviour = behaviourOf('sender', path.local)
  if (behaviour?.kind === 'reply') return { ok: false, reply: fill(behaviour.text, path) }
  const transaction: Transaction = {
    helo,
    mailFrom: path.address,
    smtpUtf8,
    accepted: [],
    refused: [],
    delayMs: 0,
    hangUpAt: null,
    finalRefusal: null,
  }
  return { ok: true, transaction, reply: '250 2.1.0 Ok' }
}

/** RCPT TO: a refused recipient refuses only itself. */
export function addRecipient(transaction: Transaction, path: Path, deps: TransactionDeps): Step {
  const refusal = refuseRecipient(transaction, path, deps)
  if (refusal !== null) {
    transaction.refused.push(path.address)
    return refusal
  }
  transaction.accepted.push(path.address)
  return { reply: ['250 2.1.5 Ok'] }
}

function refuseRecipient(transaction: Transaction, path: Path, deps: TransactionDeps): Step | null {
  if (transaction.accepted.length >= maxRecipients) return { reply: ['452 4.5.3 Error: too many recipients'] }
  if (!transaction.smtpUtf8 && isBeyondAscii(path.address))
    return { reply: ['553 5.6.7 Must specify SMTPUTF8'] }
  if (path.domain !== practiceDomain) return { reply: [`554 5.7.1 <${path.address}>: Relay access denied`] }
  const behaviour = behaviourOf('recipient', path.local)
  switch (behaviour?.kind) {
    case 'delay':
      transaction.delayMs = behaviour.ms
      return null
    case 'hang-up':
      transaction.hangUpAt ??= behaviour.at
      return null
    case 'reply':
      break
    case undefined:
      return null
  }
  const text = fill(behaviour.text, path)
  if (behaviour.at === 'message') {
    transaction.finalRefusal = text
    return null
  }
  if (behaviour.firstTryOnly === true && isSecondTry(transaction, path, deps)) return null
  return { reply: [text], ...(behaviour.hangUp === true ? { hangUp: true } : {}) }
}

const greylistKey = (mailFrom: string, address: string) => `${mailFrom} ${address.toLowerCase()}`

function isSecondTry(transaction: Transaction, path: Path, deps: TransactionDeps): boolean {
  const key = greylistKey(transaction.mailFrom, path.address)
  if (deps.greylist.has(key)) return true
  deps.greylist.add(key)
  return false
}

/** Answers the final dot. `content` null: over the size limit. A message is kept before it is answered for. */
export async function finish(
  transaction: Transaction,
  content: Buffer | null,
  deps: TransactionDeps,
): Promise<Step> {
  if (content === null) return { reply: ['552 5.3.4 Error: message file too big'] }
  if (transaction.finalRefusal !== null) return { reply: [transaction.finalRefusal] }
  const { accepted, refused, mailFrom } = transaction
  const id = Buffer.from(deps.random.bytes(5)).toString('hex').toUpperCase()
  const at = deps.clock.now()
  const source = Buffer.concat([Buffer.from(receivedField(transaction, id, at)), content])
  try {
    await deps.keep({ id, at, mailFrom, rcptTo: accepted, refused, source })
  } catch {
    return { reply: ['451 4.3.0 Error: queue file write error'] }
  }
  for (const address of accepted) deps.greylist.delete(greylistKey(mailFrom, address))
  return transaction.hangUpAt === 'dot' ? { hangUp: true } : { reply: [`250 2.0.0 Ok: queued as ${id}`] }
}

/** The trace field (RFC 5321 4.4); with TLS and sign-in the protocol is ESMTPSA (RFC 3848). */
function receivedField(transaction: Transaction, id: string, at: number): string {
  const helo = /^[A-Za-z0-9.:[\]-]{1,255}$/.test(transaction.helo) ? transaction.helo : 'unknown'
  const protocol = transaction.smtpUtf8 ? 'UTF8SMTPSA' : 'ESMTPSA'
  const date = new Date(at).toUTCString().replace(/GMT$/, '+0000')
  return `Received: from ${helo} ([127.0.0.1]) by ${practiceDomain}\r\n\twith ${protocol} id ${id}; ${date}\r\n`
}

const fill = (text: string, path: Path) => text.replace('{address}', () => path.address)
const isBeyondAscii = (text: string) => /[^\p{ASCII}]/u.test(text)
