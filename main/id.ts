import type { Random } from './random.ts'

const idOctets = 12

/** A new identifier: 24 hexadecimal digits, unpredictable, safe as a file name. */
export function createId(random: Random): string {
  return Buffer.from(random.bytes(idOctets)).toString('hex')
}
