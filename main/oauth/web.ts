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
    if (outer?.aborted === true) end.abort()
    outer?.addEventListener('abort', abort)
    const late = { isSo: false }
    const timer = clock.after(answerMs, () => {
      late.isSo = true
      end.abort()
    })
    try {
      const response = await fetch(url.href, { ...init, redirect: 'manual', signal: end.signal })
      const body = await readBody(response)
      const { status, headers } = response
      if ([204, 205, 304].includes(status)) return new Response(null, { status, headers })
      return new Response(status < 400 ? body : withoutSecrets(body, init), { status, headers })
    } catch (error) {
      if (error instanceof SignInFault) throw error
      if (isGivenUp(outer)) throw error
      if (late.isSo) throw new SignInFault('no-answer', { detail: url.host })
      throw new SignInFault('offline', { detail: `${url.host}: ${causeOf(error)}` })
    } finally {
      timer.cancel()
      outer?.removeEventListener('abort', abort)
    }
  }
}

const secretParameters = ['code', 'code_verifier', 'refresh_token', 'device_code', 'client_secret', 'token']

/** P25: an error that quotes what it was told, in the usual ways of writing it. */
function withoutSecrets(body: Uint8Array, { body: sent, headers }: RequestInit): string {
  const told = sent instanceof URLSearchParams || typeof sent === 'string' ? new URLSearchParams(sent) : null
  const authorization = new Headers(headers).get('authorization')
  const secrets = [
    ...secretParameters.map((name) => told?.get(name) ?? ''),
    ...(authorization === null ? [] : [authorization.replace(/^\w+ /, '')]),
  ].filter((secret) => secret !== '')
  return secrets
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
      // As JSON writes it.
      JSON.stringify(secret).slice(1, -1),
    ])
    .reduce((text, form) => text.replaceAll(form, '[hidden]'), Buffer.from(body).toString('utf8'))
}

/** Asked anew after a wait. */
function isGivenUp(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

async function readBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    const octets = chunk as Uint8Array
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
