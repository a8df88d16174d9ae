import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { armedPhases, tlsFaults, type Armed, type ArmedPhase, type Imitation } from './practice.ts'
import type { Step } from './transaction.ts'

const maxDelayMs = 10 * 60_000
/** One reply line (RFC 5321 4.2): code, hyphen or space, text without control characters; 512 octets with CRLF. */
const replyLine = z
  .string()
  .regex(
    /^[2-5]\d\d(?:[- ][^\p{Cc}]*)?$/u,
    'a reply line is a code from 200 to 599, then a space or a hyphen, then text',
  )
  .refine((line) => Buffer.byteLength(line) <= 510, 'a reply line has at most 510 octets')
const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), lines: z.array(replyLine).min(1).max(20) }),
  z.strictObject({ kind: z.literal('hang-up') }),
  z.strictObject({ kind: z.literal('lose-reply') }),
  z.strictObject({ kind: z.enum(tlsFaults) }),
])
const overTls: ReadonlySet<Armed['action']['kind']> = new Set(tlsFaults)

/** What the next command of a step is answered with, once: "the next RCPT gets 452 4.5.3". */
export const armedSchema = z
  .strictObject({
    phase: z.enum(armedPhases),
    action,
    /** Wait before it, in ms. */
    delayMs: z.number().int().min(0).max(maxDelayMs),
  })
  .refine(({ action: { kind }, phase }) => !overTls.has(kind) || phase === 'starttls', {
    path: ['action'],
    message: 'TLS breaks at STARTTLS and nowhere else',
  })
  .refine(({ action: { kind }, phase }) => phase !== 'transfer' || kind === 'hang-up', {
    path: ['action'],
    message: 'nothing is answered during the transfer: the connection can end, and nothing else',
  })
  .refine(({ action: one }) => one.kind !== 'reply' || isOneReply(one.lines), {
    path: ['action', 'lines'],
    message: 'all lines have one code, and all but the last a hyphen behind it',
  })

export interface Overrides {
  /** Takes the place of what was armed for the same step. */
  arm(armed: Armed): void
  disarm(phase: ArmedPhase): void
  armed(): readonly Armed[]
  /** A certificate that is not right is armed. */
  showsFaultyCertificate(): boolean
  imitate(server: Imitation): void
  imitated(): Imitation
  /** The armed answer, used up by this; else the usual one. */
  answer(phase: ArmedPhase, usual: () => Promise<Step>): Promise<Step>
}

/**
 * Makes the practice server's list of what it is told to answer next. Nothing of it outlives the program.
 * @param used told after an armed answer was taken from the list, before it is given
 */
export function createOverrides(clock: Clock, used: () => void = () => undefined): Overrides {
  const waiting = new Map<ArmedPhase, Armed>()
  let imitated: Imitation = 'sendoff'
  return {
    arm: (armed) => void waiting.set(armed.phase, armed),
    disarm: (phase) => void waiting.delete(phase),
    armed: () => [...waiting.values()],
    showsFaultyCertificate() {
      const kind = waiting.get('starttls')?.action.kind
      return kind === 'expired-certificate' || kind === 'other-name'
    },
    imitate(server) {
      imitated = server
    },
    imitated: () => imitated,
    async answer(phase, usual) {
      const armed = waiting.get(phase)
      if (armed === undefined) return usual()
      waiting.delete(phase)
      used()
      if (armed.delayMs > 0) await new Promise<void>((resolve) => void clock.after(armed.delayMs, resolve))
      return toStep(armed, usual)
    },
  }
}

async function toStep({ action: armed }: Armed, usual: () => Promise<Step>): Promise<Step> {
  switch (armed.kind) {
    case 'hang-up':
      return { hangUp: true }
    case 'lose-reply':
      await usual()
      return { hangUp: true }
    case 'break-tls':
    case 'expired-certificate':
    case 'other-name':
    case 'old-tls': {
      const step = await usual()
      return step.startTls === undefined ? step : { ...step, startTls: armed.kind }
    }
    case 'reply':
      if (isNegative(armed.lines)) return refuse(armed.lines)
      return accept(armed.lines, await usual())
  }
}

/** 421 closes the connection behind it (RFC 5321 3.8). */
function refuse(lines: readonly string[]): Step {
  return { reply: lines, ...(lines[0]?.startsWith('421') === true ? { hangUp: true } : {}) }
}

/** Another wording for a command that went well; a refusal stays what it is. What another code does not announce (354: content, 220: TLS) does not follow. */
function accept(lines: readonly string[], step: Step): Step {
  if (step.reply === undefined || isNegative(step.reply)) return step
  if (codeOf(lines) === codeOf(step.reply)) return { ...step, reply: lines }
  return { reply: lines, ...(step.hangUp === true ? { hangUp: true } : {}) }
}

const codeOf = (lines: readonly string[]) => lines[0]?.slice(0, 3) ?? ''

function isNegative(lines: readonly string[]): boolean {
  return /^[45]/.test(lines[0] ?? '')
}

function isOneReply(lines: readonly string[]): boolean {
  const code = codeOf(lines)
  return lines.every((line, at) => line.startsWith(code) && (line[3] === '-') === at < lines.length - 1)
}
