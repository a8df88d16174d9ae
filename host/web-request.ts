import type { Route } from 'playwright-core'
import { fromRouted } from './origin.ts'
import { guardMembers } from './strict.ts'

type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void

/** `session.webRequest`: the one listener that can refuse requests. */
export class WebRequest {
  #listener: BeforeRequest | undefined

  onBeforeRequest(listener: BeforeRequest | null): void {
    this.#listener = listener ?? undefined
  }

  /** Whether the app's listener cancels the request. */
  async cancels(route: Route): Promise<boolean> {
    const listener = this.#listener
    if (!listener) return false
    const request = route.request()
    const resourceType = request.resourceType() === 'document' ? 'mainFrame' : request.resourceType()
    const details = {
      id: 0,
      url: fromRouted(request.url()),
      method: request.method(),
      resourceType,
      timestamp: 0,
      uploadData: [],
      referrer: '',
    }
    const answer = await new Promise<Electron.CallbackResponse>((resolve) => {
      listener(details as unknown as Electron.OnBeforeRequestListenerDetails, resolve)
    })
    return answer.cancel === true
  }
}
guardMembers(WebRequest, 'webRequest')

export const webRequest = new WebRequest()
