import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, root } from './root.ts'

/** What the built program is made of. */
const sources = [
  'main',
  'preload',
  'renderer',
  'docs',
  'electron.vite.config.ts',
  // The notices have it.
  'LICENSE',
  'package.json',
  'package-lock.json',
]

/** Its time is the start of the last build that went well. */
const stamp = inRoot('out', '.built')

/** Builds main, preload and windows into out/ where a source is newer than the last build. Throws when the build fails. */
export function buildIfStale(): void {
  if (existsSync(stamp) && newest(sources.map((source) => inRoot(source))) <= statSync(stamp).mtimeMs) return
  const startedAt = new Date()
  const vite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`)
  writeFileSync(stamp, '')
  utimesSync(stamp, startedAt, startedAt)
}

/** The latest change, epoch ms, of these files and of all below these folders. A removed file changes its folder. */
export function newest(paths: readonly string[]): number {
  return Math.max(
    0,
    ...paths.map((path) => {
      const stats = statSync(path)
      if (!stats.isDirectory()) return stats.mtimeMs
      return Math.max(stats.mtimeMs, newest(readdirSync(path).map((name) => join(path, name))))
    }),
  )
}
