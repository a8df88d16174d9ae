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
 */
export function servePages(folder: string): void {
  protocol.handle(scheme, (request) => servePage(folder, request.url))
}
