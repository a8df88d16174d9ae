// Sign-in on another device: a code that is typed there, while the token endpoint is asked again and again (RFC 8628).
import * as oauth from 'oauth4webapi'
import type { Clock } from '../clock.ts'
import { isSafeUrl } from './check-settings.ts'
import { requestOptions, type Endpoints, type FindDeps } from './endpoints.ts'
import type { DeviceCode } from './oauth.ts'
import { SignInFault, toFault } from './sign-in-fault.ts'

export interface DeviceDeps extends FindDeps {
  readonly clock: Clock
}

export interface StartedDeviceFlow {
  readonly device: DeviceCode
  /** Secret: whoever has it gets the token. */
  readonly deviceCode: string
  readonly intervalMs: number
}

/** RFC 8628 3.2, 3.5. */
const defaultIntervalMs = 5_000
const slowDownMs = 5_000
const maxIntervalMs = 60_000
const maxValidMs = 60 * 60_000

/** Asks for a code. @throws SignInFault */
export async function startDeviceFlow(
  { server, client, clientAuth, scope }: Endpoints,
  deps: DeviceDeps,
  signal: AbortSignal,
): Promise<StartedDeviceFlow> {
  if (server.device_authorization_endpoint === undefined) throw new SignInFault('no-device-flow')
  try {
    const response = await oauth.deviceAuthorizationRequest(
      server,
      client,
      clientAuth,
      { scope },
      requestOptions(deps, signal),
    )
    const answer = await oauth.processDeviceAuthorizationResponse(server, client, response)
    return {
      device: {
        code: readCode(answer.user_code),
        address: readAddress(answer.verification_uri, deps.allowLoopback),
        validUntil: deps.clock.now() + Math.min(answer.expires_in * 1_000, maxValidMs),
      },
      deviceCode: answer.device_code,
      intervalMs: Math.max(1_000, (answer.interval ?? defaultIntervalMs / 1_000) * 1_000),
    }
  } catch (error) {
    if (signal.aborted) throw error
    throw toFault(error)
  }
}

/** What a person is to type: shown, copied, and nothing else. */
function readCode(code: string): string {
  if (!/^[\x20-\x7e]{1,64}$/.test(code))
    throw new SignInFault('metadata', { detail: 'the code cannot be typed' })
  return code
}

function readAddress(address: string, allowLoopback: boolean): string {
  const url = URL.parse(address)
  if (url === null || address.length > 500)
    throw new SignInFault('metadata', { detail: 'the address for the code is none' })
  if (!isSafeUrl(url, allowLoopback)) throw new SignInFault('not-https', { detail: url.origin })
  return url.href
}

/** Asks until the person has signed in, refused, or the code has run out. @throws SignInFault */
export async function pollDeviceFlow(
  endpoints: Endpoints,
  started: StartedDeviceFlow,
  deps: DeviceDeps,
  signal: AbortSignal,
): Promise<oauth.TokenEndpointResponse> {
  let { intervalMs } = started
  for (;;) {
    await pause(deps.clock, intervalMs, signal)
    if (deps.clock.now() >= started.device.validUntil) throw new SignInFault('expired')
    const asked = await askOnce(endpoints, started.deviceCode, deps, signal)
    if (typeof asked !== 'string') return asked
    if (asked === 'slow_down') intervalMs += slowDownMs
    // RFC 8628 3.5: where the way is broken, less often each time.
    if (asked === 'unreached') intervalMs = Math.min(maxIntervalMs, intervalMs * 2)
  }
}

type Asked = oauth.TokenEndpointResponse | 'pending' | 'slow_down' | 'unreached'

async function askOnce(
  { server, client, clientAuth }: Endpoints,
  deviceCode: string,
  deps: DeviceDeps,
  signal: AbortSignal,
): Promise<Asked> {
  try {
    const response = await oauth.deviceCodeGrantRequest(
      server,
      client,
      clientAuth,
      deviceCode,
      requestOptions(deps, signal),
    )
    return await oauth.processDeviceCodeResponse(server, client, response)
  } catch (error) {
    if (signal.aborted) throw error
    if (error instanceof oauth.ResponseBodyError) {
      if (error.error === 'authorization_pending') return 'pending'
      if (error.error === 'slow_down') return 'slow_down'
    }
    const fault = toFault(error)
    if (fault.kind === 'offline' || fault.kind === 'no-answer') return 'unreached'
    throw fault
  }
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(ms, () => {
      signal.removeEventListener('abort', end)
      resolve()
    })
    const end = () => {
      timer.cancel()
      reject(new SignInFault('expired'))
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
