import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { scheme } from './origin.ts'
import { toPagePath } from './page-path.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

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
  protocol.handle(scheme, (request) => respond(folder, request.url))
}

async function respond(folder: string, url: string): Promise<Response> {
  const path = toPagePath(folder, url)
  const type = path === null ? undefined : types[extname(path)]
  if (path === null || type === undefined) return refuse(404)
  try {
    return new Response(await readFile(path), {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': contentSecurityPolicy,
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Opener-Policy': 'same-origin',
      },
    })
  } catch {
    return refuse(404)
  }
}

function refuse(status: number): Response {
  return new Response('', { status, headers: { 'Content-Security-Policy': contentSecurityPolicy } })
}
