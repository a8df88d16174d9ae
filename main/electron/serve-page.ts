import { readFile, realpath } from 'node:fs/promises'
import { extname, sep } from 'node:path'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { toPagePath } from './page-path.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * The file of an address of ours as an answer; 404 for another host, a kind of file that pages have no use for, and a path that
 * leaves the folder, also by a link in the file system.
 * @param folder Absolute path of the built renderer.
 */
export async function servePage(folder: string, url: string): Promise<Response> {
  const path = toPagePath(folder, url)
  const type = path === null ? undefined : types[extname(path)]
  if (path === null || type === undefined) return refuse(404)
  try {
    if (!(await isInside(folder, path))) return refuse(404)
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

async function isInside(folder: string, path: string): Promise<boolean> {
  const [home, real] = await Promise.all([realpath(folder), realpath(path)])
  return real.startsWith(home + sep)
}

function refuse(status: number): Response {
  return new Response('', { status, headers: { 'Content-Security-Policy': contentSecurityPolicy } })
}
