// What the sink says: a server's half of SMTP that takes everything at once and keeps nothing.

export interface SinkSession {
  /** The replies to what has arrived, and what follows when they have been written. */
  take(chunk: Buffer): { readonly replies: string; readonly then?: Next }
}

const CR_LF = '\r\n'
const none = Buffer.alloc(0)
type Next = 'start-tls' | 'close' | undefined
type Mode = 'commands' | 'data' | { readonly isLast: boolean; left: number }

/**
 * Starts a session behind its greeting.
 * @param extensions EHLO keywords with their parameters.
 * @param taken Called at the end of each message, before its reply.
 */
export function createSinkSession(extensions: readonly string[], taken: () => void): SinkSession {
  let rest: Buffer = none
  let mode: Mode = 'commands'
  let next: Next

  const endMessage = (): string => {
    mode = 'commands'
    taken()
    return '250 2.0.0 taken\r\n'
  }

  const takeCommand = (line: string): string => {
    const [verb = '', ...words] = line.split(' ')
    switch (verb.toUpperCase()) {
      case 'EHLO':
        return ehloReply(extensions)
      case 'STARTTLS':
        next = 'start-tls'
        return '220 2.0.0 go on\r\n'
      case 'AUTH':
        return '235 2.7.0 ok\r\n'
      case 'DATA':
        mode = 'data'
        // The CRLF of this command stands before a lone dot, as a line's own CRLF does (RFC 5321 4.1.1.4).
        rest = Buffer.concat([Buffer.from(CR_LF), rest])
        return '354 go on\r\n'
      case 'BDAT':
        mode = { left: Number(words[0]), isLast: words[1]?.toUpperCase() === 'LAST' }
        return ''
      case 'QUIT':
        next = 'close'
        return '221 2.0.0 bye\r\n'
      default:
        return '250 2.0.0 ok\r\n'
    }
  }

  /** The replies to what is there now; undefined when more has to come. */
  const step = (): string | undefined => {
    if (mode === 'commands') {
      const end = rest.indexOf(CR_LF)
      if (end === -1) return undefined
      const line = rest.toString('latin1', 0, end)
      rest = rest.subarray(end + 2)
      return takeCommand(line)
    }
    if (mode === 'data') {
      const end = rest.indexOf('\r\n.\r\n')
      if (end === -1) {
        rest = rest.subarray(Math.max(0, rest.length - 4))
        return undefined
      }
      rest = rest.subarray(end + 5)
      return endMessage()
    }
    const part = Math.min(mode.left, rest.length)
    mode.left -= part
    rest = rest.subarray(part)
    if (mode.left > 0) return undefined
    if (mode.isLast) return endMessage()
    mode = 'commands'
    return '250 2.0.0 chunk\r\n'
  }

  return {
    take(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      let replies = ''
      let then: Next
      for (let reply = step(); reply !== undefined; reply = then === undefined ? step() : undefined) {
        replies += reply
        then = next
        next = undefined
      }
      return { replies, then }
    },
  }
}

function ehloReply(extensions: readonly string[]): string {
  const lines = ['sink.test', ...extensions]
  return lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}\r\n`).join('')
}
