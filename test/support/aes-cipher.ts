// A cipher as Electron's safeStorage is one: a key of its own, and another one after it was turned.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Cipher } from '../../main/secrets/cipher.ts'

export interface AesCipher extends Cipher {
  /** Encrypts with a new key from now on; what the old one encrypted is opened, and is stale. */
  turnKey(): void
  /** All keys are gone: nothing that was encrypted is opened again. */
  loseKeys(): void
}

/** `first`: its key, of 32 octets; default: a random one. */
export function createAesCipher(first: Buffer = randomBytes(32)): AesCipher {
  let keys = [first]
  const current = () => keys[0] ?? randomBytes(32)
  return {
    problem: () => Promise.resolve(undefined),
    encrypt: (text) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current(), iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Promise.resolve(Buffer.concat([iv, cipher.getAuthTag(), body]))
    },
    decrypt: async (octets) => {
      for (const key of keys) {
        const text = open(key, octets)
        if (text !== undefined) return { text, isStale: key !== keys[0] }
      }
      throw new Error('the key does not fit')
    },
    turnKey: () => void (keys = [randomBytes(32), ...keys]),
    loseKeys: () => void (keys = [randomBytes(32)]),
  }
}

function open(key: Buffer, octets: Uint8Array): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, octets.subarray(0, 12))
    decipher.setAuthTag(octets.subarray(12, 28))
    return Buffer.concat([decipher.update(octets.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
