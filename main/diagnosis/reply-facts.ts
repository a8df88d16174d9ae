// What the rules look at: a reply taken apart once, so that each rule is one pattern.

/** Steps as rules name them. `greeting` has the connection in it, `message` is everything after the DATA command was accepted. */
export type Step = 'greeting' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'message' | 'other'

export interface ReplyFacts {
  readonly step: Step
  /** 0 where the lines hold no code. */
  readonly code: number
  /** `7.1` of `5.7.1`; '' without one. Its class is the code's. */
  readonly detail: string
  /** All lines joined, lower case, without codes, accents and typographic quotes. */
  readonly text: string
  /** `text` without web addresses; mail addresses stand as `{addr}`, IP addresses as `{ip}`: what is left are words. */
  readonly prose: string
}

const STEPS: Readonly<Record<string, Step>> = {
  connect: 'greeting',
  greeting: 'greeting',
  ehlo: 'ehlo',
  helo: 'ehlo',
  starttls: 'starttls',
  tls: 'starttls',
  auth: 'auth',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'data',
  bdat: 'data',
  message: 'message',
  'end-of-data': 'message',
}

/** The step of a phase, in either spelling (`rcpt`, `RCPT`, `end-of-data`). */
export function toStep(phase: string): Step {
  return STEPS[phase.toLowerCase()] ?? 'other'
}

/** Longest text that is looked at; a server that says more has said it by then. */
const MAX_TEXT = 4000

const LINE_START = /^\d{3}[- ]?/
const ENHANCED_START = /^\s*([245])\.(\d{1,3})\.(\d{1,3})\b[:\s]*/
const ENHANCED_INSIDE = /(?:^|[\s(#[])([45])\.(\d{1,3})\.(\d{1,3})(?=[\s)\],;:.]|$)/

/** Takes a reply apart. `lines` as received, with codes. */
export function toReplyFacts(phase: string, lines: readonly string[]): ReplyFacts {
  const first = lines[0] ?? ''
  const code = Number(/^(\d{3})/.exec(first)?.[1] ?? 0)
  const text = withoutRepeats(toPlain(lines.map(withoutCodes).join(' ')), first)
  return { step: toStep(phase), code, detail: toDetail(code, first, text), text, prose: toProse(text) }
}

function withoutCodes(line: string): string {
  return line.replace(LINE_START, '').replace(ENHANCED_START, '')
}

/** A gateway that joins the lines of another server leaves its codes in the middle of sentences. */
function withoutRepeats(text: string, first: string): string {
  const enhanced = /^(\d{3})[- ](\d\.\d{1,3}\.\d{1,3})\b/.exec(first)
  if (enhanced === null) return text
  return text
    .replaceAll(` ${enhanced[1] ?? ''}-${enhanced[2] ?? ''} `, ' ')
    .replaceAll(` ${enhanced[2] ?? ''} `, ' ')
}

/** The enhanced code of the first line, else one that stands inside the text (`(#5.1.1)`); both only in the code's own class. */
function toDetail(code: number, first: string, text: string): string {
  const start = ENHANCED_START.exec(first.replace(LINE_START, ''))
  const found = start ?? ENHANCED_INSIDE.exec(text)
  if (found === null || Number(found[1]) !== Math.floor(code / 100)) return ''
  return `${found[2] ?? ''}.${found[3] ?? ''}`
}

function toPlain(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’`´]/g, "'")
    .replace(/[–—]/g, '-')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

/** `[MEwgNYCUUqQdt1qml2CjHV6a IP: 192.0.2.1]`: what a server notes for itself says nothing about the fault. */
const SESSION_TAG = /\[[a-z0-9+/=_-]{20,}(?: ip: [0-9.]+\]|\])/g

function toProse(text: string): string {
  return text
    .replace(/\b(?:https?:\/\/|www\.)[^\s<>"')\]]+/g, ' ')
    .replace(SESSION_TAG, ' ')
    .replace(/<?[^\s<>@:;,"'()[\]]+@[^\s<>@:;,"'()[\]]+>?/g, '{addr}')
    .replace(/\[?\b\d{1,3}(?:\.\d{1,3}){3}\b\]?(?::\d+)?/g, '{ip}')
    .replace(/\[?(?:ipv6:)?\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}\]?/g, '{ip}')
    .replace(/\s+/g, ' ')
    .trim()
}
