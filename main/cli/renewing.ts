import type { OpenClient } from '../smtp/client.ts'

/**
 * Opens sessions as `open` does; where the server refuses a token, it is renewed once and the sign-in tried again on a new session.
 * `renew` gives null where there is no other token; the refusal stands then.
 */
export function renewing(open: OpenClient, renew: (() => Promise<string | null>) | undefined): OpenClient {
  if (renew === undefined) return open
  return async (target, deps) => {
    const first = await open(target, deps)
    if (first.ok || target.auth?.token === undefined) return first
    const { phase, reply } = first.failure
    if (phase !== 'auth' || reply === undefined || reply.code < 500) return first
    const token = await renew()
    return token === null ? first : await open({ ...target, auth: { ...target.auth, token } }, deps)
  }
}
