export type LookedUp<T> =
  | { readonly ok: true; readonly records: readonly T[] }
  /** c-ares' code: `ESERVFAIL`, `ETIMEOUT` … */
  | { readonly ok: false; readonly code: string }

/** A name or a record that is not there is an empty answer; a look-up that failed is told apart. Never rejects. */
export async function lookUp<T>(asked: Promise<readonly T[]>): Promise<LookedUp<T>> {
  try {
    return { ok: true, records: await asked }
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    if (code === 'ENOTFOUND' || code === 'ENODATA') return { ok: true, records: [] }
    return { ok: false, code: /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'ESERVFAIL' }
  }
}
