import { protocol } from 'electron'
import { scheme } from './origin.ts'
import { servePage } from './serve-page.ts'

/** Must run before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Serves the built windows under the app's origin, and nothing else: no other host, no path that leaves the folder.
 * @param folder Absolute path of the built renderer.
 * @param heard Until then nothing is served: a page has somebody to call from its first line on.
 */
export function servePages(folder: string, heard: Promise<unknown>): void {
  protocol.handle(scheme, async (request) => {
    await heard
    return await servePage(folder, request.url)
  })
}
