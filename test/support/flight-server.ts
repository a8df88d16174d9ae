// A server for windows of messages over a connection in memory: answers each message as it is told, keeps to itself what really became
// of it, and may end the connection in the middle of its replies.
import { WireEnd } from './wire-pair.ts'

type Refusal = '451 4.3.0 Not now' | '553 5.1.8 Not so' | '421 4.3.2 Going down'

/** What a message is answered; undefined: accepted. */
export interface Verdict {
  readonly mail: Refusal | undefined
  /** One for each recipient. */
  readonly rcpt: readonly (Refusal | undefined)[]
  readonly final: Refusal | undefined
}

/** What became of a message, as the server knows it. */
export interface Truth {
  /** Its last octet has come. */
  isComplete: boolean
  /** The final reply, once all its octets were sent. */
  final?: string
  accepted: boolean
}

export interface FlightServer {
  readonly client: WireEnd
  /** By number. Message n is from `mN@example.org`. */
  readonly truths: ReadonlyMap<number, Truth>
}

/** @param cutAfter octets of replies behind EHLO after which the connection is reset; undefined: never */
export function startFlightServer(
  verdicts: readonly Verdict[],
  { chunking, cutAfter }: { readonly chunking: boolean; readonly cutAfter: number | undefined },
): FlightServer {
  const [client, server] = WireEnd.pair()
  const truths = new Map<number, Truth>()
  let buffer = Buffer.alloc(0)
  let awaited: 'command' | 'lines' | number = 'command'
  let number = -1
  let accepted: boolean[] = []
  let isOver = false
  let left = Infinity

  const say = (reply: string): boolean => {
    const octets = Buffer.from(`${reply}\r\n`)
    const part = octets.subarray(0, left)
    left -= part.length
    if (part.length > 0) server.write(part)
    if (part.length === octets.length) {
      if (reply.startsWith('421')) isOver = true
      return true
    }
    isOver = true
    // What was said before arrives before the end does.
    setImmediate(() => client.reset())
    return false
  }
  const finish = () => {
    awaited = 'command'
    const truth = truths.get(number)
    const isAnyAccepted = accepted.some(Boolean)
    if (truth !== undefined) truth.isComplete = true
    const refusal = isAnyAccepted ? verdicts[number]?.final : '554 5.5.1 No valid recipients'
    const reply = refusal ?? `250 2.0.0 Ok: queued as Q${number}`
    if (truth !== undefined) truth.accepted = refusal === undefined
    if (say(reply) && truth !== undefined) truth.final = reply
    accepted = []
  }
  const command = (line: string) => {
    const [verb] = line.split(/[ :]/)
    if (verb === 'EHLO') {
      say(chunking ? '250-x\r\n250-PIPELINING\r\n250 CHUNKING' : '250-x\r\n250 PIPELINING')
      left = cutAfter ?? Infinity
    } else if (verb === 'RSET') {
      accepted = []
      say('250 2.0.0 Ok')
    } else if (verb === 'MAIL') {
      number = Number(/<m(\d+)@/.exec(line)?.[1])
      truths.set(number, { isComplete: false, accepted: false })
      accepted = []
      say(verdicts[number]?.mail ?? '250 2.1.0 Ok')
    } else if (verb === 'RCPT') {
      const verdict = verdicts[number]
      const place = Number(/<r(\d+)@/.exec(line)?.[1])
      const refusal = verdict?.mail === undefined ? verdict?.rcpt[place] : '503 5.5.1 No MAIL'
      accepted.push(refusal === undefined)
      say(refusal ?? '250 2.1.5 Ok')
    } else if (verb === 'DATA') {
      if (!accepted.some(Boolean)) return void say('554 5.5.1 No valid recipients')
      awaited = 'lines'
      say('354 Go on')
    } else if (verb === 'BDAT') awaited = Number(line.split(' ')[1])
    else {
      say('221 Bye')
      server.end()
    }
  }
  const next = (): boolean => {
    if (isOver) return false
    if (typeof awaited === 'number') {
      if (buffer.length < awaited) return false
      buffer = buffer.subarray(awaited)
      finish()
      return true
    }
    const mark = awaited === 'lines' ? '\r\n.\r\n' : '\r\n'
    const end = buffer.indexOf(mark)
    if (end === -1) return false
    const text = buffer.toString('latin1', 0, end)
    buffer = buffer.subarray(end + mark.length)
    if (awaited === 'lines') finish()
    else command(text)
    return true
  }
  server.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    while (next());
  })
  server.on('error', () => undefined)
  server.write('220 x ESMTP\r\n')
  return { client, truths }
}
