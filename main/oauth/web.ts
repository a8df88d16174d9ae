// The only way from web sign-in to the network: https, bounded in time and size, no redirects.
import { isSafeUrl } from './check-settings.ts'
import type { Clock } from '../clock.ts'
import { SignInFault } from './sign-in-fault.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface WebDeps {
  readonly fetch: Fetch
  readonly clock: Clock
  /** http to 127.0.0.1 and ::1, for tests. */
  readonly allowLoopback: boolean
}

/** What oauth4webapi takes as its fetch. */
export type WebRequest = (url: string, init: RequestInit) => Promise<Response>

const answerMs = 30_000
const maxOctets = 512 * 1024

/** P26: a token, a code or a client secret goes over https or not at all. */
export function createWeb({ fetch, clock, allowLoopback }: WebDeps): WebRequest {
  return async (address, init) => {
    const url = new URL(address)
    if (!isSafeUrl(url, allowLoopback)) throw new SignInFault('not-https', { detail: url.origin })
    const end = new AbortController()
    const outer = init.signal ?? undefined
    const abort = () => end.abort()
    outer?.addEventListener('abort', abort)
    let isLate = false
    const timer = clock.after(answerMs, () => {
      isLate = true
      end.abort()
    })
    try {
      if (outer?.aborted === true) end.abort()
      const response = await fetch(url.href, { ...init, redirect: 'manual', signal: end.signal })
      const body = await readBody(response)
      const { status, headers } = response
      return new Response([204, 205, 304].includes(status) ? null : body, { status, headers })
    } catch (error) {
      if (error instanceof SignInFault) throw error
      if (outer?.aborted === true) throw error
      if (isLate) throw new SignInFault('no-answer', { detail: url.host })
      throw new SignInFault('offline', { detail: `${url.host}: ${causeOf(error)}` })
    } finally {
      timer.cancel()
      outer?.removeEventListener('abort', abort)
    }
  }
}

async function readBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    const octets: Uint8Array = chunk
    size += octets.length
    if (size > maxOctets) throw new SignInFault('metadata', { detail: 'the answer is too long' })
    chunks.push(octets)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** The system's code where there is one: `fetch failed` says nothing. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof Error) {
    const { code } = cause as NodeJS.ErrnoException
    return typeof code === 'string' && code !== '' ? code : cause.message
  }
  return String(cause)
}
