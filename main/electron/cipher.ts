// Encryption by Electron's safeStorage: DPAPI, the macOS keychain, or libsecret and KWallet behind it.
import { safeStorage } from 'electron'
import type { Cipher } from '../secrets/cipher.ts'

/** Makes the cipher; may be called before the app is ready, and used after. */
export function createCipher(): Cipher {
  return {
    async problem() {
      // Linux: without a password store Electron encrypts with a key that is in its source.
      const isLinux = process.platform === 'linux'
      if (isLinux && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()))
        return 'This desktop has no password store that could protect an encrypted file.'
      if (await safeStorage.isAsyncEncryptionAvailable()) return undefined
      return 'The encryption of this system is not available.'
    },
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    async decrypt(octets) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(octets))
      return { text: result, isStale: shouldReEncrypt }
    },
  }
}
