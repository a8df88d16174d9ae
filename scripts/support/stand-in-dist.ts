import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './root.ts'

/** What marks Electron's fuses in its binary, and eight of them, of version 1, each on. electron-builder sets them. */
const fuseWire = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000811111111', 'latin1')

const launcher = `#!/bin/sh
# In place of Electron's binary: the same program, in Node with its windows in Chromium.
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/stand-in/node" "$here/stand-in/host/run.ts" "--app=$here/resources/app.asar" "--exe=$here/sendoff" "$@"
exit 1
# `

/**
 * Makes dist/stand-in, a folder of the form of Electron's own: a launcher named `electron`, with Node, host/ and
 * playwright-core beside it. For packages where Electron's binary cannot be had.
 */
export function makeStandInDist(): string {
  const folder = inRoot('dist', 'stand-in')
  rmSync(folder, { recursive: true, force: true })
  const inside = (...path: readonly string[]): string => join(folder, ...path)
  mkdirSync(inside('stand-in/node_modules'), { recursive: true })
  mkdirSync(inside('resources'))
  cpSync(inRoot('node_modules/node/bin/node'), inside('stand-in/node'), { dereference: true })
  cpSync(inRoot('host'), inside('stand-in/host'), {
    recursive: true,
    filter: (path) => !path.endsWith('tsconfig.json'),
  })
  cpSync(inRoot('node_modules/playwright-core'), inside('stand-in/node_modules/playwright-core'), {
    recursive: true,
  })
  writeFileSync(inside('stand-in/package.json'), '{ "type": "module" }\n')
  cpSync(inRoot('LICENSE'), inside('LICENSE'))
  writeFileSync(inside('electron'), Buffer.concat([Buffer.from(launcher), fuseWire, Buffer.from('\n')]))
  chmodSync(inside('electron'), 0o755)
  return folder
}
