import { randomBytes } from 'node:crypto'
import type { Random } from '../random.ts'

/** Drawn at a time: a call of the system costs more than what it gives. */
const poolOctets = 4_096
/** More than this is drawn for itself. */
const mostOfPool = 64

/** The operating system's random source. */
export function createSystemRandom(): Random {
  let pool = Buffer.alloc(0)
  let used = 0
  return {
    bytes: (length) => {
      if (length > mostOfPool) return new Uint8Array(randomBytes(length))
      if (used + length > pool.length) {
        pool = randomBytes(poolOctets)
        used = 0
      }
      const bytes = new Uint8Array(pool.subarray(used, used + length))
      // Given once: nothing of it stays here.
      pool.fill(0, used, used + length)
      used += length
      return bytes
    },
    fraction: () => Math.random(),
  }
}
