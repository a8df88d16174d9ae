import type { Route } from 'playwright-core'
import { addScheme, fromRouted } from './origin.ts'
import { guardMembers, NotStoodIn } from './strict.ts'

type Handler = (request: Request) => Response | Promise<Response>

/**
 * Only the stand-in adds this policy: without `allow-popups` window.open and target=_blank open nothing, natively, while
 * Chromium still reports them.
 */
const noPopups = 'sandbox allow-scripts allow-same-origin allow-forms allow-modals allow-downloads'

export class Protocol {
  readonly #handlers = new Map<string, Handler>()
  readonly #privileged = new Set<string>()
  #ready = false

  registerSchemesAsPrivileged(schemes: readonly Electron.CustomScheme[]): void {
    if (this.#ready)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of schemes) {
      this.#privileged.add(scheme)
      addScheme(scheme)
    }
  }

  handle(scheme: string, handler: Handler): void {
    if (this.#handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`)
    if (!this.#privileged.has(scheme)) {
      throw new NotStoodIn('protocol.handle', `${scheme} was not registered as privileged`)
    }
    this.#handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`The scheme has not been registered: ${scheme}`)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme)
  }

  /** From here on no scheme can be registered. */
  closeRegistration(): void {
    this.#ready = true
  }

  /** Answers a routed request by its scheme's handler; false where the address has none. */
  async answer(route: Route): Promise<boolean> {
    const request = route.request()
    const address = fromRouted(request.url())
    const handler = this.#handlers.get(address.slice(0, address.indexOf(':')))
    if (!handler) return false
    const body = request.postDataBuffer()
    const response = await handler(
      new Request(address, {
        method: request.method(),
        headers: request.headers(),
        ...(body ? { body: new Uint8Array(body) } : {}),
      }),
    )
    const headers = Object.fromEntries(response.headers)
    if (request.resourceType() === 'document') {
      // A route takes one header of a name: the two policies are joined by a comma.
      const own = headers['content-security-policy']
      headers['content-security-policy'] = own === undefined ? noPopups : `${own}, ${noPopups}`
    }
    await route.fulfill({ status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) })
    return true
  }
}
guardMembers(Protocol, 'protocol')

export const protocol = new Protocol()
