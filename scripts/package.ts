// `npm run package -- [linux|win|mac] [TARGET…]`: builds, fills dist/app and makes packages in dist/packages with
// electron-builder. `--stand-in` (Linux): where Electron's binary cannot be had, the stand-in takes its place.
import { build, Platform, type Configuration } from 'electron-builder'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import config from '../electron-builder.config.ts'
import { buildIfStale } from './support/build.ts'
import { readParts } from './support/bundled-parts.ts'
import { inRoot, root } from './support/root.ts'
import { stageApp } from './support/stage.ts'
import { makeStandInDist } from './support/stand-in-dist.ts'

const platforms = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC } as const
const own = { linux: 'linux', win32: 'win', darwin: 'mac' } as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'stand-in': { type: 'boolean', default: false } },
})

/** @throws Error where one is given without the other: a feed that nobody signs is no feed. */
function updateSource(): { readonly url: string; readonly key: string } | null {
  const { SENDOFF_UPDATE_URL: url = '', SENDOFF_UPDATE_KEY: key = '' } = process.env
  if (url === '' && key === '') return null
  if (!url.startsWith('https://') || key === '')
    throw new Error('SENDOFF_UPDATE_URL (https) and SENDOFF_UPDATE_KEY are given together, or not at all.')
  return { url, key }
}

/** The same packages, of the stand-in: they need Chromium, and none of Electron's libraries. */
function ofStandIn(given: Configuration): Configuration {
  const deb = given.deb ?? {}
  return {
    ...given,
    electronDist: makeStandInDist(),
    publish: null,
    linux: {
      ...given.linux,
      description: 'The stand-in for Electron: Sendoff in Node, with its windows in Chromium.',
    },
    deb: { ...deb, compression: 'gz', depends: ['chromium', 'libsecret-1-0'] },
    rpm: { ...given.rpm, compression: 'gzip', depends: ['chromium', 'libsecret'] },
  }
}

/** electron-builder starts one file as fpm. */
function useOwnFpm(): void {
  const file = inRoot('dist', 'fpm')
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${inRoot('scripts', 'fpm.ts')}' "$@"\n`)
  chmodSync(file, 0o755)
  process.env.CUSTOM_FPM_PATH = file
}

const [name = own[process.platform as keyof typeof own], ...targets] = positionals
if (name !== 'linux' && name !== 'win' && name !== 'mac')
  throw new Error(`"${name}" is no system: linux, win or mac.`)
mkdirSync(inRoot('dist'), { recursive: true })
buildIfStale()
const { withoutText } = readParts(root)
if (withoutText.length > 0)
  console.log(`Without a licence text, by name and author in notices.txt: ${withoutText.join(', ')}`)
stageApp(updateSource())
if (values['stand-in']) useOwnFpm()
const made = await build({
  projectDir: root,
  targets: platforms[name].createTarget(targets.length === 0 ? null : targets),
  config: values['stand-in'] ? ofStandIn(config) : config,
  publish: 'never',
})
for (const file of made) console.log(file)
