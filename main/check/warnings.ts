// What is worth knowing of a rung that passed. Pure.
import { ATTEMPT_DELAY_MS } from '../smtp/happy-eyeballs.ts'
import type { TranscriptLine } from '../smtp/types.ts'
import type { CheckPlan } from './plan.ts'
import type { RungName, RungResult, RungWarning } from './rung.ts'
import { familyOf, triedBefore } from './tries.ts'

export interface WarningContext {
  readonly plan: CheckPlan
  readonly result: RungResult | undefined
  /** As the look-up gave them. */
  readonly addresses: readonly string[]
  readonly ms: number
  /** Now, epoch ms. */
  readonly now: number
}

/** A certificate that ends sooner is worth a word: who runs the server may have forgotten it. */
const soonMs = 14 * 86_400_000

/** Undefined: nothing. */
export function toWarning(
  name: RungName,
  lines: readonly TranscriptLine[],
  context: WarningContext,
): RungWarning | undefined {
  switch (name) {
    case 'connect':
      return secondTry(context)
    case 'ehlo':
    case 'ehlo-secured':
      return lines.some(({ from, text }) => from === 'client' && /^HELO /i.test(text))
        ? { kind: 'helo' }
        : undefined
    case 'tls':
      return endsSoon(context)
    case 'sign-in':
      return context.plan.rungs.includes('tls') ? undefined : { kind: 'unprotected' }
    default:
      return undefined
  }
}

function secondTry({ plan, result, addresses, ms }: WarningContext): RungWarning | undefined {
  if (result?.kind !== 'connected') return undefined
  const silent = triedBefore(addresses, result.address, plan.family)
  if (silent.length === 0) return undefined
  const usedFamily = familyOf(result.address)
  const isOther = silent.every((address) => familyOf(address) !== usedFamily)
  return {
    kind: 'second-try',
    silent,
    usedFamily,
    ...(ms < ATTEMPT_DELAY_MS ? {} : { waitedMs: ATTEMPT_DELAY_MS }),
    ...(isOther ? { prefer: usedFamily === 4 ? ('prefer-ipv4' as const) : ('prefer-ipv6' as const) } : {}),
  }
}

function endsSoon({ result, now }: WarningContext): RungWarning | undefined {
  // With a trusted key the dates do not count.
  if (result?.kind !== 'tls' || result.validToAt === undefined || result.pinned === true) return undefined
  return result.validToAt - now < soonMs
    ? { kind: 'certificate-ends', validToAt: result.validToAt }
    : undefined
}
