import type { Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { Ledger, StallPoint, Transaction } from './counting-server.ts'

/** What the session waits for: a command, the lines of a message, or so many octets of one. */
type Awaited =
  | { readonly kind: 'command' }
  | { readonly kind: 'lines' }
  | { readonly kind: 'octets'; readonly count: number; readonly last: boolean }

/** One connection of the counting server. Commands in one segment are answered in turn. */
export class CountingSession {
  #socket: Socket
  readonly #raw: Socket
  readonly #peerPort: number
  readonly #ledger: Ledger
  #buffer = ''
  #awaited: Awaited = { kind: 'command' }
  #content = ''
  #transaction: Transaction
  #silent = false

  constructor(socket: Socket, ledger: Ledger) {
    this.#socket = socket
    this.#raw = socket
    this.#peerPort = socket.remotePort ?? 0
    this.#ledger = ledger
    this.#transaction = this.#begun()
    this.#listen(socket)
  }

  greet(): void {
    if (!this.#stalls('connect')) this.#write('220 counting.test ESMTP')
  }

  #begun(): Transaction {
    return { peerPort: this.#peerPort, recipients: [], asked: false }
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      if (this.#silent) return
      this.#buffer += chunk.toString('latin1')
      for (let more = true; more;) more = this.#readNext()
    })
  }

  #write(...lines: string[]): void {
    this.#socket.write(lines.map((line) => `${line}\r\n`).join(''))
  }

  #stalls(point: StallPoint): boolean {
    this.#silent ||= this.#ledger.isStalled(point)
    return this.#silent
  }

  /** Whether what is awaited was there. */
  #readNext(): boolean {
    switch (this.#awaited.kind) {
      case 'command':
        return this.#readCommand()
      case 'lines':
        return this.#readLines()
      case 'octets':
        return this.#readOctets(this.#awaited.count, this.#awaited.last)
    }
  }

  #readCommand(): boolean {
    const end = this.#buffer.indexOf('\r\n')
    if (end < 0) return false
    const line = this.#buffer.slice(0, end)
    this.#buffer = this.#buffer.slice(end + 2)
    const [verb = ''] = line.toLowerCase().split(/[ :]/)
    this.#ledger.journal.push(verb)
    if (!isStallPoint(verb) || !this.#stalls(verb)) this.#answer(verb, line)
    return true
  }

  #answer(verb: string, line: string): void {
    switch (verb) {
      case 'ehlo': {
        this.#write(...this.#capabilities())
        return
      }
      case 'starttls':
        this.#write('220 2.0.0 Ready')
        {
          this.#secure()
          return
        }
      case 'auth': {
        this.#write('235 2.7.0 Ok')
        return
      }
      case 'mail': {
        this.#mail(/<([^>]*)>/.exec(line)?.[1] ?? '')
        return
      }
      case 'rset':
        this.#transaction = this.#begun()
        {
          this.#write('250 2.0.0 Ok')
          return
        }
      case 'rcpt': {
        this.#rcpt(/<([^>]*)>/.exec(line)?.[1] ?? '')
        return
      }
      case 'data': {
        this.#data()
        return
      }
      case 'bdat': {
        this.#bdat(line)
        return
      }
      case 'quit':
        this.#write('221 2.0.0 Bye')
        return void this.#socket.end()
      default: {
        this.#write('502 5.5.1 Not here')
        return
      }
    }
  }

  #capabilities(): string[] {
    const { startTls = true, pipelining = false, chunking = false } = this.#ledger.options
    return [
      '250-counting.test',
      ...(startTls ? ['250-STARTTLS', '250-AUTH PLAIN'] : []),
      ...(pipelining ? ['250-PIPELINING'] : []),
      ...(chunking ? ['250-CHUNKING'] : []),
      '250 8BITMIME',
    ]
  }

  #mail(address: string): void {
    const refusal = this.#ledger.options.answerMail?.(address)
    if (refusal !== undefined) {
      this.#write(refusal)
      return
    }
    this.#transaction = this.#begun()
    this.#ledger.transactions.push(this.#transaction)
    this.#write('250 2.1.0 Ok')
  }

  #rcpt(address: string): void {
    const { unknown = [], answerRcpt, mostRecipients = Infinity } = this.#ledger.options
    const { recipients } = this.#transaction
    const other = unknown.includes(address) ? '550 5.1.1 No such user' : answerRcpt?.(address)
    if (other !== undefined) {
      this.#write(other)
      return
    }
    if (recipients.length >= mostRecipients) {
      this.#write('452 4.5.3 Too many recipients')
      return
    }
    recipients.push(address)
    this.#write('250 2.1.5 Ok')
  }

  #data(): void {
    if (this.#transaction.recipients.length === 0) {
      this.#write('554 5.5.1 No valid recipients')
      return
    }
    this.#transaction.asked = true
    this.#awaited = { kind: 'lines' }
    this.#content = ''
    this.#write('354 Go on')
  }

  #bdat(line: string): void {
    const [, count = '0', last] = line.split(' ')
    this.#transaction.asked ||= this.#transaction.recipients.length > 0
    this.#awaited = { kind: 'octets', count: Number(count), last: last !== undefined }
  }

  #readLines(): boolean {
    this.#content += this.#buffer
    this.#buffer = ''
    if (this.#content !== '' && this.#stalls('content')) return false
    const end = this.#content.indexOf('\r\n.\r\n')
    if (end < 0) return false
    this.#buffer = this.#content.slice(end + 5)
    this.#complete()
    return true
  }

  #readOctets(count: number, last: boolean): boolean {
    if (this.#buffer.length > 0 && this.#stalls('content')) return false
    if (this.#buffer.length < count) return false
    this.#content += this.#buffer.slice(0, count)
    this.#buffer = this.#buffer.slice(count)
    if (last && this.#transaction.recipients.length > 0) this.#complete()
    else {
      this.#awaited = { kind: 'command' }
      this.#write(this.#transaction.recipients.length > 0 ? '250 2.0.0 Ok' : '554 5.5.1 No valid recipients')
    }
    return true
  }

  /** Counts the copy, then answers. */
  #complete(): void {
    const { copies, journal } = this.#ledger
    const messageId = /^Message-ID:\s*(<[^>]*>)/im.exec(this.#content)?.[1] ?? ''
    const transaction = this.#transaction
    copies.set(messageId, [...(copies.get(messageId) ?? []), transaction.recipients])
    journal.push(`dot ${messageId}`)
    transaction.messageId = messageId
    transaction.queueId = `4XyZ${[...copies.values()].flat().length}`
    this.#awaited = { kind: 'command' }
    this.#content = ''
    this.#transaction = this.#begun()
    if (!this.#stalls('dot')) this.#write(`250 2.0.0 Ok: queued as ${transaction.queueId}`)
  }

  #secure(): void {
    const { certificatePem, keyPem } = this.#ledger.options
    this.#raw.removeAllListeners('data')
    const secure = new TLSSocket(this.#raw, {
      isServer: true,
      secureContext: createSecureContext({ cert: certificatePem, key: keyPem }),
    })
    secure.on('error', () => undefined)
    this.#socket = secure
    this.#buffer = ''
    this.#listen(secure)
  }
}

function isStallPoint(verb: string): verb is StallPoint {
  return ['ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data'].includes(verb)
}
