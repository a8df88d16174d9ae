import { posix } from 'node:path'

/** Where the sources are and where packages are installed, both as real paths with slashes. */
export interface Places {
  readonly root: string
  readonly packages: string
}

/** Code that the bundler itself puts in, by the beginning of its made-up module. */
const ofTools = [
  ['rolldown/', 'rolldown'],
  ['vite/', 'vite'],
  ['__vite', 'vite'],
] as const

/**
 * The folder of the package that a module of a bundle comes from; null for a module of this project.
 * @throws Error for one that is neither: a licence would be missing.
 */
export function moduleOwner(id: string, { root, packages }: Places): string | null {
  const path = id.replace(/^\0/, '').replaceAll('\\', '/')
  if (path.startsWith(`${packages}/`)) return packageFolder(path)
  const tool = ofTools.find(([start]) => path.startsWith(start))
  if (tool !== undefined) return posix.join(packages, tool[1])
  if (path.startsWith(`${root}/`) && !path.includes('/node_modules/')) return null
  throw new Error(`Whose is the module ${path}? scripts/support/module-owner.ts does not know.`)
}

function packageFolder(path: string): string {
  const marker = '/node_modules/'
  const start = path.lastIndexOf(marker) + marker.length
  const [first = '', second = ''] = path.slice(start).split('/')
  return path.slice(0, start) + (first.startsWith('@') ? `${first}/${second}` : first)
}
