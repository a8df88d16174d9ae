import type { Keytar } from '../../main/secrets/keytar.ts'

/** A keychain in memory. `mostOctets`: longer secrets are refused, as on Windows. */
export function createFakeKeytar(
  over: Partial<Keytar> = {},
  mostOctets = Infinity,
): { readonly keytar: Keytar; readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  const keytar: Keytar = {
    getPassword: (service, account) => Promise.resolve(kept.get(`${service}/${account}`) ?? null),
    setPassword: (service, account, password) => {
      if (Buffer.byteLength(password) > mostOctets)
        return Promise.reject(new Error('The stub received bad data.'))
      kept.set(`${service}/${account}`, password)
      return Promise.resolve()
    },
    deletePassword: (service, account) => Promise.resolve(kept.delete(`${service}/${account}`)),
    ...over,
  }
  return { keytar, kept }
}
