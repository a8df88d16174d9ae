import { existsSync } from 'node:fs'

const onPath = (name: string): boolean =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`))

/** What is missing to run a packaged server in a view (view.ts): names for the title of a skipped test; [] when all is there. */
export function missingForServers(): readonly string[] {
  return [
    ...(process.getuid?.() === 0 ? [] : ['root']),
    ...['apt-get', 'dpkg', 'unshare', 'openssl'].filter((name) => !onPath(name)),
  ]
}

/** Text behind a title that says why the tests are skipped. */
export function withMissing(title: string, missing: readonly string[]): string {
  return missing.length === 0 ? title : `${title} (missing: ${missing.join(', ')})`
}
