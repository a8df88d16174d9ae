// What each rung came to, read from its lines. Pure.
import type { TlsFacts, TranscriptLine } from '../smtp/types.ts'
import type { CheckPlan } from './plan.ts'
import type { RungName, RungResult, RungState } from './rung.ts'
import { triedBefore } from './tries.ts'

export interface ResultContext {
  readonly plan: CheckPlan
  readonly tls: TlsFacts | undefined
  readonly state: RungState
  /** As the look-up gave them. */
  readonly addresses: readonly string[]
}

type Lines = readonly TranscriptLine[]

/** Undefined where nothing is known of it yet. */
export function toResult(name: RungName, lines: Lines, context: ResultContext): RungResult | undefined {
  const { plan, state, tls } = context
  switch (name) {
    case 'look-up':
      return addressesIn(lines)
    case 'connect':
      return connectedIn(lines, context)
    case 'greeting':
      return greetingIn(lines)
    case 'ehlo':
      return plan.rungs.includes('ehlo-secured') ? capabilitiesIn(lines) : offersIn(lines)
    case 'ehlo-secured':
      return offersIn(lines)
    case 'tls':
      return tlsIn(lines, tls)
    case 'sign-in':
      return signInIn(lines, state)
    case 'sender':
      return askedIn(lines, state, plan.sender)
    case 'recipient':
      return askedIn(lines, state, plan.recipient)
    case 'reset':
      return codeIn(lines)
  }
}

/** Code, and enhanced code where there is one, of the reply that the lines end with: `250 2.1.0`. */
export function codeOf(lines: Lines): string | undefined {
  const last = lines.findLast(({ from }) => from === 'server')
  const [, code, enhanced] = /^(\d{3})[ -]?(\d\.\d{1,3}\.\d{1,3}\b)?/.exec(last?.text ?? '') ?? []
  return code === undefined ? undefined : [code, enhanced].filter((part) => part !== undefined).join(' ')
}

/** The addresses of the note `mail.example is 192.0.2.1, 2001:db8::1`. */
export function readAddresses(text: string): readonly string[] {
  return / is (\S.*)$/.exec(text)?.[1]?.split(', ') ?? []
}

function addressesIn(lines: Lines): RungResult | undefined {
  const note = lines.at(-1)?.text
  return note === undefined ? undefined : { kind: 'addresses', addresses: readAddresses(note) }
}

function connectedIn(lines: Lines, { plan, addresses }: ResultContext): RungResult | undefined {
  const [, bracketed, plain, port] = findMatch(lines, /^connected to (?:\[(.+)\]|([^[\]]+)):(\d+)$/) ?? []
  const address = bracketed ?? plain
  if (address === undefined) return undefined
  const [, through] = findMatch(lines, /^the proxy has connected to (.+)$/) ?? []
  return {
    kind: 'connected',
    address,
    port: Number(port),
    tries: triedBefore(addresses, address, plan.family).length + 1,
    ...(through === undefined ? {} : { through }),
  }
}

function greetingIn(lines: Lines): RungResult | undefined {
  const [first] = lines
  const [, code, text = ''] = /^(\d{3})[ -]?(.*)$/.exec(first?.text ?? '') ?? []
  // "mail.example.org ESMTP Postfix": the word in the middle says what every server here speaks.
  return code === undefined
    ? undefined
    : { kind: 'greeting', code, text: text.replace(/^(\S+) ESMTP (?=\S)/i, '$1, ') }
}

/** Capability lines of the last reply, as `KEYWORD parameter …`; the first line of the reply lists nothing. */
function capabilityLines(lines: Lines): readonly string[] {
  const from = lines.findLastIndex((line) => line.from === 'client')
  const reply = lines.slice(from + 1).filter((line) => line.from === 'server' && line.text.startsWith('250'))
  return reply.slice(1).map(({ text }) => text.slice(4).trim())
}

function isAnswered(lines: Lines): boolean {
  return lines.some(({ from }) => from === 'server')
}

function capabilitiesIn(lines: Lines): RungResult | undefined {
  if (!isAnswered(lines)) return undefined
  const listed = capabilityLines(lines)
  return {
    kind: 'capabilities',
    count: listed.length,
    offersTls: listed.some((line) => /^STARTTLS\b/i.test(line)),
  }
}

function offersIn(lines: Lines): RungResult | undefined {
  if (!isAnswered(lines)) return undefined
  const listed = capabilityLines(lines)
  const [, size] =
    listed.map((line) => /^SIZE +(\d{1,15})$/i.exec(line)).find((match) => match !== null) ?? []
  return {
    kind: 'offers',
    mechanisms: readMechanisms(listed),
    // RFC 1870 3: 0 means that no fixed maximum is in force.
    ...(Number(size ?? 0) === 0 ? {} : { size: Number(size) }),
  }
}

/** The mechanisms of AUTH among capability lines (RFC 4954 3), upper case; `AUTH=` of early servers counts as AUTH. */
export function readMechanisms(listed: readonly string[]): readonly string[] {
  const names = listed.flatMap((line) => /^AUTH[ =](.*)$/i.exec(line)?.[1]?.toUpperCase().split(/\s+/) ?? [])
  return [...new Set(names.filter((name) => name !== ''))]
}

function tlsIn(lines: Lines, tls: TlsFacts | undefined): RungResult | undefined {
  const protocol = tls?.protocol ?? findMatch(lines, /^(TLSv[\d.]+), /)?.[1]
  if (protocol === undefined) return undefined
  const validToAt = tls?.certificate?.validToAt
  return {
    kind: 'tls',
    protocol,
    ...(validToAt === undefined ? {} : { validToAt }),
    ...(tls?.pinned === true ? { pinned: true } : {}),
  }
}

function signInIn(lines: Lines, state: RungState): RungResult | undefined {
  const command = lines.findLast(({ from, text }) => from === 'client' && /^AUTH /i.test(text))
  const mechanism = command === undefined ? undefined : /^AUTH (\S+)/i.exec(command.text)?.[1]
  if (mechanism === undefined) return undefined
  const code = state === 'passed' ? codeOf(lines) : undefined
  return { kind: 'sign-in', mechanism, ...(code === undefined ? {} : { code }) }
}

/** The address stands there as soon as it is asked for, its code once it was taken: a refusal is explained below. */
function askedIn(lines: Lines, state: RungState, address: string): RungResult | undefined {
  if (lines.length === 0 && state !== 'failed') return undefined
  const code = state === 'passed' ? codeOf(lines) : undefined
  return { kind: 'asked', address, ...(code === undefined ? {} : { code }) }
}

function codeIn(lines: Lines): RungResult | undefined {
  const code = codeOf(lines)
  return code === undefined ? undefined : { kind: 'code', code }
}

function findMatch(lines: Lines, pattern: RegExp): RegExpExecArray | undefined {
  for (const { text } of lines) {
    const match = pattern.exec(text)
    if (match !== null) return match
  }
  return undefined
}
