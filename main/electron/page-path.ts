import { join, normalize, sep } from 'node:path'
import { isOwn } from './origin.ts'

/**
 * The file of an address of ours, below `folder`; null for another origin, and for a path that leaves the folder.
 * @param folder Absolute path without a separator at its end.
 */
export function toPagePath(folder: string, url: string): string | null {
  if (!isOwn(url)) return null
  let pathname: string
  try {
    pathname = decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
  if (pathname.includes('\0')) return null
  const path = normalize(join(folder, pathname))
  return path.startsWith(folder + sep) ? path : null
}
