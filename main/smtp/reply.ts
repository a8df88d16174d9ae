import type { Reply } from './types.ts'

/**
 * Enhanced status code at the start of a reply's text (RFC 2034 4, RFC 3463 2). It is read whether or not the server lists
 * ENHANCEDSTATUSCODES, and left out where its class contradicts the reply code: then neither can be trusted to refine the other.
 */
export function parseEnhancedCode(code: number, firstLine: string): string | undefined {
  // Class and dot in their place: most of what is tested here is a plain `250 …` or a code that fits.
  if (firstLine[5] !== '.') return undefined
  const match = /^\d{3}[ -]([245])(\.\d{1,3}\.\d{1,3})(?=[\s:;,<(]|$)/.exec(firstLine)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  return Number(match[1]) === Math.trunc(code / 100) ? match[1] + match[2] : undefined
}

/** Builds a reply from its lines. */
export function toReply(code: number, lines: readonly string[]): Reply {
  const enhanced = parseEnhancedCode(code, lines[0] ?? '')
  return enhanced === undefined ? { code, lines } : { code, enhanced, lines }
}

/** 2yz: done (RFC 5321 4.2.1). */
export function isPositive(reply: Reply): boolean {
  return reply.code >= 200 && reply.code < 300
}

/** 4yz: not now. */
export function isTransientNegative(reply: Reply): boolean {
  return reply.code >= 400 && reply.code < 500
}

/** 4yz or 5yz: an answer that refuses. */
export function isNegative(reply: Reply): boolean {
  return reply.code >= 400
}

/** The text of a reply without codes, its lines joined by a blank. */
export function replyText(reply: Reply): string {
  return reply.lines
    .map((line) => line.slice(4).trim())
    .join(' ')
    .trim()
}

// How the servers that we know name their queue id in the final 2yz: Postfix, Exim, sendmail and OpenSMTPD, Exchange, Gmail.
const queueIdPatterns: readonly RegExp[] = [
  /\bqueued as ([\w.@+-]+)/i,
  /\bid=([\w.-]+)/i,
  /^(?:\d\.\d+\.\d+ )?([\w-]{6,}) Message accepted for delivery/i,
  /\b(?:queued|queue id|message id|accepted message)[ :]+<?([\w.@+-]{5,})/i,
  /^(?:\d\.\d+\.\d+ )?ok:? +(?:queued )?\d* ?([\w.-]+) - gsmtp/i,
]

/**
 * The server's queue id in the final 2yz, where one can be recognised. There is no standard for it, so the last
 * line that fits a known form wins (Exim puts it into the second of two).
 */
export function parseQueueId(reply: Reply): string | undefined {
  for (const line of [...reply.lines].reverse()) {
    const text = line.slice(4)
    for (const pattern of queueIdPatterns) {
      const id = pattern.exec(text)?.[1]
      if (id !== undefined) return id.replace(/[.,;:]+$/, '')
    }
  }
  return undefined
}
