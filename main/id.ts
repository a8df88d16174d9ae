import type { Clock } from './clock.ts'
import type { Random } from './random.ts'

const idOctets = 12

/** A new identifier: 24 hexadecimal digits, unpredictable, safe as a file name. */
export function createId(random: Random): string {
  return Buffer.from(random.bytes(idOctets)).toString('hex')
}

const timeDigits = 12

/**
 * An identifier of the same form that grows with the time: half of it is the clock. What is made one after the other lies side by
 * side in an index, so that many new rows share its pages.
 */
export function createTimedId(random: Random, clock: Clock): string {
  const time = Math.max(0, Math.floor(clock.now())).toString(16).padStart(timeDigits, '0').slice(-timeDigits)
  return `${time}${Buffer.from(random.bytes(idOctets / 2)).toString('hex')}`
}
