// Plays a dialogue: the server's part by the script, the client's part by the engine, over a connection in memory and a
// clock that stands still. A failure shows the line of the file that was not kept.
import { createHash, X509Certificate } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { Readable } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { ServerTarget } from '../../main/smtp/client.ts'
import type { Network } from '../../main/smtp/network.ts'
import type { TranscriptLine } from '../../main/smtp/types.ts'
import { createCertificate, type TestCertificate } from './certificates.ts'
import { parseDialogue, toOctets, unescape, type Dialogue, type Field, type Step } from './dialogue.ts'
import { callEngine, type Call, type CallResult } from './dialogue-call.ts'
import { checkExpected } from './dialogue-expect.ts'
import { createFakeClock, settle, type FakeClock } from './fake-clock.ts'
import { createScramServer, type ScramFault } from './scram-server.ts'
import { WireEnd } from './wire-pair.ts'

/** A dialogue was not kept. The message has the line, what stands there and what came. */
export class Deviation extends Error {
  constructor(dialogue: Dialogue, line: number, what: string, transcript: readonly TranscriptLine[]) {
    const heard = transcript.map(({ from, phase, text }) => `    ${from} ${phase}: ${text}`).join('\n')
    super(`${dialogue.title}\n  line ${line}: ${what}\n  transcript:\n${heard}`)
    this.name = 'Deviation'
  }
}

let certificate: TestCertificate | undefined
/** For mail.example.org; made once in a test process. */
export function dialogueCertificate(): TestCertificate {
  certificate ??= createCertificate(['DNS:mail.example.org', 'DNS:*.wild.example.org', 'IP:192.0.2.1'])
  return certificate
}

/** Plays the text of a dialogue file. Throws `Deviation`. */
export async function play(text: string): Promise<void> {
  const dialogue = parseDialogue(text)
  const player = new Player(dialogue)
  await player.run()
}

class Player {
  readonly #dialogue: Dialogue
  readonly #clock: FakeClock = createFakeClock()
  readonly #transcript: TranscriptLine[] = []
  /** Connections that the client has opened and the script has not taken up. */
  readonly #waiting: WireEnd[] = []
  #server: WireEnd | undefined
  #stream: Duplex | undefined
  #received = Buffer.alloc(0)
  #isEnded = false
  #result: CallResult | undefined
  #error: unknown
  #refuseConnections = 0

  constructor(dialogue: Dialogue) {
    this.#dialogue = dialogue
  }

  async run(): Promise<void> {
    const call = readCall(this.#dialogue.call)
    this.#refuseConnections = call.refuseConnections
    const running = callEngine(call, {
      clock: this.#clock,
      network: this.#network(call.lookup),
      tap: (line) => this.#transcript.push(line),
    }).then(
      (result) => {
        this.#result = result
      },
      (error: unknown) => {
        this.#error = error
      },
    )
    for (const step of this.#dialogue.steps) await this.#play(step)
    await this.#finish(running)
    if (this.#result === undefined) throw new Error('no result')
    checkExpected(this.#dialogue, this.#result, this.#transcript, (line, what) => this.#deviate(line, what))
  }

  #network(lookup: string): Network {
    return {
      lookup: () =>
        lookup.startsWith('E')
          ? Promise.reject(Object.assign(new Error(`getaddrinfo ${lookup}`), { code: lookup }))
          : Promise.resolve(
              lookup.split(',').map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
            ),
      connect: () => {
        if (this.#refuseConnections-- > 0) {
          const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
          return { opened: Promise.reject(error), cancel: () => undefined }
        }
        const [client, server] = WireEnd.pair()
        this.#waiting.push(server)
        this.#ends.set(server, client)
        return { opened: Promise.resolve(client), cancel: () => void client.destroy() }
      },
    }
  }

  readonly #ends = new Map<WireEnd, WireEnd>()

  async #play(step: Step): Promise<void> {
    if (this.#server === undefined && !(step.kind === 'do' && step.text.startsWith('wait')))
      await this.#accept(step)
    if (step.kind === 'C') await this.#expectLine(step)
    else if (step.kind === 'do') await this.#happen(step)
    else await this.#say(step)
  }

  async #accept(step: Step): Promise<void> {
    await this.#until(() => this.#waiting.length > 0)
    this.#server = this.#waiting.shift()
    if (this.#server === undefined) this.#deviate(step.line, 'the client opened no connection')
    this.#listen(this.#server)
  }

  #listen(stream: Duplex): void {
    this.#stream = stream
    this.#received = Buffer.alloc(0)
    this.#isEnded = false
    stream.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk])
    })
    const ended = () => {
      if (this.#stream === stream) this.#isEnded = true
    }
    stream.on('end', ended)
    stream.on('close', ended)
    stream.on('error', ended)
  }

  async #expectLine(step: Step): Promise<void> {
    const expected = toOctets(step.text)
    await this.#until(() => this.#received.includes('\r\n') || this.#isEnded)
    const end = this.#received.indexOf('\r\n')
    if (end === -1) {
      const instead = this.#isEnded ? 'closed the connection' : 'sent nothing more'
      this.#deviate(step.line, `expected "${step.text}", but the client ${instead}`)
    }
    const line = this.#received.subarray(0, end)
    this.#received = this.#received.subarray(end + 2)
    const matches = step.text.endsWith('…')
      ? line.toString('utf8').startsWith(step.text.slice(0, -1))
      : line.equals(expected)
    if (!matches)
      this.#deviate(step.line, `expected "${step.text}", but the client sent "${line.toString('utf8')}"`)
  }

  async #say(step: Step): Promise<void> {
    await settle()
    if (this.#received.length > 0)
      this.#deviate(
        step.line,
        `the client did not wait: it has sent "${this.#received.toString('utf8')}" already`,
      )
    const octets = toOctets(step.text)
    this.#stream?.write(step.kind === 'S' ? Buffer.concat([octets, Buffer.from('\r\n')]) : octets)
    await settle()
  }

  async #happen(step: Step): Promise<void> {
    const [word = '', argument = ''] = step.text.split(' ')
    await settle()
    const client = this.#server === undefined ? undefined : this.#ends.get(this.#server)
    if (word === 'wait') await this.#clock.advance(Number(argument))
    else if (word === 'close') this.#stream?.end()
    else if (word === 'reset') client?.reset()
    else if (word === 'stall') client?.stall()
    else if (word === 'unstall') client?.unstall()
    else if (word === 'tls') await this.#startTls(step, argument)
    else if (word === 'drip') await this.#drip(step.text.slice('drip '.length))
    else if (word === 'discard') this.#received = Buffer.alloc(0)
    else if (word === 'scram') await this.#scram(step)
    else if (word === 'closed') await this.#expectClosed(step)
    else if (word === 'next') {
      await this.#expectClosed(step)
      this.#server = undefined
    } else this.#deviate(step.line, `no such event: ${word}`)
    await settle()
  }

  /** One octet at a time, as a network may cut it. */
  async #drip(text: string): Promise<void> {
    for (const octet of toOctets(text)) {
      this.#stream?.write(Buffer.from([octet]))
      await settle(3)
    }
  }

  async #expectClosed(step: Step): Promise<void> {
    await this.#until(() => this.#isEnded)
    if (this.#received.length > 0)
      this.#deviate(step.line, `the client still sent "${this.#received.toString('utf8')}"`)
    if (!this.#isEnded) this.#deviate(step.line, 'the client keeps the connection open')
  }

  /** `scram MECHANISM PASSWORD HEADER [FAULT]`: the server's side of a sign-in, up to its last line but 235. */
  async #scram(step: Step): Promise<void> {
    const [, mechanism = '', pass = '', header = '', fault] = step.text.split(' ')
    const binding = header.startsWith('p=') ? this.#bindingData(header) : undefined
    const server = createScramServer(mechanism, pass, {
      header,
      binding,
      fault: fault as ScramFault | undefined,
    })
    const line = await this.#readLine(step)
    const [, first = ''] = new RegExp(`^AUTH ${mechanism} (.*)$`).exec(line) ?? []
    const clientFirst = Buffer.from(first, 'base64').toString('utf8')
    if (!clientFirst.startsWith(header))
      this.#deviate(step.line, `expected "AUTH ${mechanism}" with ${header}, got "${line}": ${clientFirst}`)
    if (fault === 'refuses-binding') {
      await this.#challenge('e=unsupported-channel-binding-type')
      await this.#readLine(step)
      this.#stream?.write('535 5.7.8 Not this binding\r\n')
      return
    }
    await this.#challenge(server.first(clientFirst))
    const answer = await this.#readLine(step)
    if (answer === '*') return
    const final = server.final(Buffer.from(answer, 'base64').toString('utf8'))
    if (final === undefined) this.#deviate(step.line, 'the proof of the client is wrong')
    if (fault === 'no-final') return
    await this.#challenge(final)
    const last = await this.#readLine(step)
    if (last !== (fault === undefined ? '' : '*'))
      this.#deviate(step.line, `behind server-final the client sent "${last}"`)
  }

  async #challenge(text: string): Promise<void> {
    this.#stream?.write(`334 ${Buffer.from(text).toString('base64')}\r\n`)
    await settle()
  }

  #bindingData(header: string): Buffer {
    const socket = this.#stream
    if (!(socket instanceof TLSSocket)) return Buffer.alloc(0)
    if (header.startsWith('p=tls-exporter'))
      return socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0))
    if (header.startsWith('p=tls-unique')) return socket.getPeerFinished() ?? Buffer.alloc(0)
    return createHash('sha256').update(new X509Certificate(dialogueCertificate().cert).raw).digest()
  }

  async #readLine(step: Step): Promise<string> {
    await this.#until(() => this.#received.includes('\r\n') || this.#isEnded)
    const end = this.#received.indexOf('\r\n')
    if (end === -1)
      this.#deviate(step.line, this.#isEnded ? 'the client closed' : 'the client sent nothing more')
    const line = this.#received.toString('utf8', 0, end)
    this.#received = this.#received.subarray(end + 2)
    return line
  }

  /** The server's side of a handshake; `tls 1.2` or `tls 1.3` fixes the version. */
  async #startTls(step: Step, version: string): Promise<void> {
    const plain = this.#server
    if (plain === undefined) return
    const { cert, key } = dialogueCertificate()
    const fixed =
      version === '' ? {} : ({ minVersion: `TLSv${version}`, maxVersion: `TLSv${version}` } as const)
    plain.removeAllListeners('data')
    plain.pause()
    if (this.#received.length > 0) plain.unshift(this.#received)
    const socket = new TLSSocket(plain, {
      isServer: true,
      secureContext: createSecureContext({ cert, key, ...(fixed as object) }),
    })
    let isSecure = false
    socket.on('secure', () => {
      isSecure = true
    })
    this.#listen(socket)
    await this.#until(() => isSecure || this.#isEnded)
    if (!(isSecure as boolean) && step.text === 'tls') this.#deviate(step.line, 'no TLS handshake')
  }

  /** Lets everything that can happen without time passing happen, until `done`. */
  async #until(done: () => boolean): Promise<void> {
    for (let round = 0; round < 60 && !done(); round += 1) await settle(5)
  }

  async #finish(running: Promise<void>): Promise<void> {
    const isDone = () => this.#result !== undefined || this.#error !== undefined
    await this.#until(isDone)
    // QUIT may wait for a second.
    if (!isDone()) await this.#clock.advance(1_000)
    await this.#until(isDone)
    const last = this.#dialogue.steps.at(-1)
    if (!isDone()) this.#deviate(last?.line ?? 0, 'behind this line the client still waits')
    await running
    if (this.#error !== undefined) throw new Error('the engine threw', { cause: this.#error })
    if (this.#received.length > 0)
      this.#deviate(last?.line ?? 0, `behind this line the client sent "${this.#received.toString('utf8')}"`)
    if (this.#waiting.length > 0) this.#deviate(last?.line ?? 0, 'the client opened one more connection')
  }

  #deviate(line: number, what: string): never {
    throw new Deviation(this.#dialogue, line, what, this.#transcript)
  }
}

/** The first part of a dialogue as a call of the engine. */
function readCall(fields: readonly Field[]): Call {
  const first = (key: string) => fields.find((field) => field.key === key)?.value
  const pem = dialogueCertificate()
  const target: ServerTarget = {
    host: first('host') ?? 'mail.example.org',
    port: 587,
    security: (first('security') ?? 'none') as ServerTarget['security'],
    ehloName: unescape(first('ehlo') ?? 'client.example'),
    tls: { ca: first('ca') === 'other' ? createCertificate([]).ca : pem.ca, ...json(first('tls')) },
    ...authOf(first('auth')),
    ...json(first('target')),
  }
  return {
    target,
    timeouts: json(first('timeouts')),
    options: json(first('options')),
    messages: readMessages(fields),
    lookup: first('lookup') ?? '192.0.2.1',
    refuseConnections: Number(first('refuse-connections') ?? '0'),
    hook: first('hook') ?? '',
    cancelAt: first('cancel') ?? '',
  }
}

/** `auth: user pass [MECHANISM…]`, `auth: user token=… [MECHANISM…]`. */
function authOf(text: string | undefined): { auth?: NonNullable<ServerTarget['auth']> } {
  if (text === undefined) return {}
  const [user = '', secret = '', ...rest] = unescape(text).split(' ')
  const mechanisms = rest.filter((word) => word !== 'insecure')
  return {
    auth: {
      user,
      ...(secret.startsWith('token=') ? { token: secret.slice(6) } : { pass: secret }),
      ...(mechanisms.length > 0 ? { mechanisms } : {}),
      ...(rest.includes('insecure') ? { allowInsecure: true } : {}),
    },
  }
}

function readMessages(fields: readonly Field[]): Call['messages'] {
  const blocks: Field[][] = [[]]
  for (const field of fields) {
    if (field.key === 'message') blocks.push([])
    else blocks.at(-1)?.push(field)
  }
  const withMessage = blocks.length > 1 ? blocks.slice(1) : blocks
  return withMessage.map((block) => {
    const first = (key: string) => block.find((field) => field.key === key)?.value
    const body = toOctets(unescape(first('body') ?? 'Subject: Hi\\r\\n\\r\\nHello\\r\\n'))
    const to = block.filter(({ key }) => key === 'to').map(({ value }) => toRecipient(value))
    return {
      from: unescape(first('from') ?? 'a@example.org'),
      to:
        to.length > 0 || first('to') !== undefined || first('no-recipient') !== undefined
          ? to
          : [{ address: 'b@example.net' }],
      source: {
        size: body.length,
        open: () => Readable.from(cut(body, Number(first('cut') ?? '0')), { objectMode: false }),
      },
      pauseMs: Number(first('pause') ?? '0'),
      ...json(first('with')),
    }
  })
}

/** `to: address {json}`. */
function toRecipient(text: string): { address: string } {
  const [, address = '', rest] = /^(.*?)(?: (\{.*\}))?$/s.exec(text) ?? []
  return { address: unescape(address), ...json(rest) }
}

function cut(body: Buffer, size: number): Buffer[] {
  if (size === 0) return [body]
  const pieces: Buffer[] = []
  for (let at = 0; at < body.length; at += size) pieces.push(body.subarray(at, at + size))
  return pieces
}

function json(text: string | undefined): Record<string, unknown> {
  return text === undefined ? {} : (JSON.parse(text) as Record<string, unknown>)
}
