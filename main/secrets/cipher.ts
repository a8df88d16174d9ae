/** Encryption with a key that the system keeps for this program: Electron's asynchronous safeStorage. */
export interface Cipher {
  /** Why it protects nothing here, one sentence; undefined: it does. */
  problem(): Promise<string | undefined>
  encrypt(text: string): Promise<Uint8Array>
  /** `isStale`: the key has changed since; the text is to be encrypted anew. Rejects where the key is another one. */
  decrypt(octets: Uint8Array): Promise<{ readonly text: string; readonly isStale: boolean }>
}
