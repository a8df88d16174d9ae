import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { toAsciiDomain } from './domain.ts'

const fallbackDomain = 'localhost'

/**
 * A new Message-ID (RFC 5322 3.6.4) with angle brackets: the time in UTC, 64 random bits, and the domain of the sender.
 */
export function createMessageId(random: Random, domain: string, clock: Pick<Clock, 'now'>): string {
  const time = new Date(clock.now()).toISOString().replace(/\D/g, '').slice(0, 14)
  const chance = Buffer.from(random.bytes(8)).toString('hex')
  return `<${time}.${chance}@${toAsciiDomain(domain) ?? fallbackDomain}>`
}
