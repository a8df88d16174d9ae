import type { Phase, Reply } from '../smtp/types.ts'
import { t } from '../text/t.ts'
import type { WhoseMove } from './diagnosis.ts'
import { explain } from './explain.ts'

/** One answer of `sendoff explain` (cli.md). */
export interface ReplyExplanation {
  readonly cause: string
  readonly whoseMove: WhoseMove
  readonly permanent: boolean
  /** 0 to 1. */
  readonly confidence: number
  readonly title: string
  readonly explanation: string
}

/** Phases as data/replies.visible.jsonl writes them; what is not among them is looked at as it stands. */
const ALIASES: ReadonlyMap<string, Phase> = new Map([
  ['end-of-data', 'message'],
  ['bdat', 'data'],
  ['helo', 'ehlo'],
  ['rset', 'reset'],
])

/** Phases in which a server replies, and the two that end without a reply. */
const KNOWN: readonly Phase[] = [
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'tls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'message',
  'reset',
  'quit',
]

/**
 * Explains a reply of which nothing else is known.
 * @param phase `RCPT`, `end-of-data` …, or a Phase
 * @param lines the whole reply, with codes, without line ends
 */
export function explainReply(phase: string, lines: readonly string[]): ReplyExplanation {
  const server = t('explanation.the-server')
  const found = explain(
    {
      phase: toPhase(phase),
      kind: 'server-reply',
      detail: lines.at(-1) ?? '',
      reply: toReply(lines.length === 0 ? [''] : lines),
    },
    { serverName: server, host: server, senderAddress: t('explanation.your-address') },
  )
  const { cause, whoseMove, permanent, confidence } = found
  const explanation = toSentences(`${found.whatHappened} ${found.whoseMoveText}`)
  return { cause, whoseMove, permanent, confidence, title: toSentences(found.title), explanation }
}

/** A name that is only "the server" begins a sentence with a capital. */
function toSentences(text: string): string {
  return text.replace(
    /(^|[.:] )(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )
}

/** `done` for a phase that no reply is refused in, and for a name that is none. */
function toPhase(phase: string): Phase {
  const name = phase.toLowerCase()
  return ALIASES.get(name) ?? KNOWN.find((known) => known === name) ?? 'done'
}

/** Code and enhanced code of the first line; the enhanced one only in the code's own class (cli.md). */
function toReply(lines: readonly string[]): Reply {
  const [, code = '0', enhanced] = /^(\d{3})(?:[- ](\d\.\d{1,3}\.\d{1,3})\b)?/.exec(lines[0] ?? '') ?? []
  const fits = enhanced?.startsWith(code.slice(0, 1)) === true
  return { code: Number(code), lines, ...(fits ? { enhanced } : {}) }
}
