import { randomBytes } from 'node:crypto'
import type { Random } from '../random.ts'

/** The operating system's random source. */
export function createSystemRandom(): Random {
  return {
    bytes: (length) => new Uint8Array(randomBytes(length)),
    fraction: () => Math.random(),
  }
}
