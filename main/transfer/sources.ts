// Settings of other programs, found where these programs keep them.
import { posix, win32, type PlatformPath } from 'node:path'
import type { TransferSource } from '../api.ts'
import { decodeText } from './decode.ts'
import type { LocalFiles } from './local-files.ts'
import { parseProfilesIni } from './profiles-ini.ts'

const maxIni = 500_000

/** What is there to import from, the program's own default first. */
export async function findSources(files: LocalFiles): Promise<readonly TransferSource[]> {
  const path = files.platform === 'win32' ? win32 : posix
  const found = [
    ...(await findThunderbird(files, path)),
    ...(await findFiles(files, 'mailspring', mailspringPlaces(files, path))),
    ...(await findFiles(files, 'msmtp', msmtpPlaces(files, path))),
  ]
  return found.map((each, at) => ({ ...each, id: `${each.kind}-${at}` }))
}

type Place = Omit<TransferSource, 'id'>

/** `%APPDATA%`, and where it is not set what it is by default. */
function appData({ env, home }: LocalFiles, { join }: PlatformPath): string {
  return env('APPDATA') ?? join(home, 'AppData', 'Roaming')
}

function thunderbirdRoots(files: LocalFiles, path: PlatformPath): readonly string[] {
  const { home, platform } = files
  if (platform === 'win32') return [path.join(appData(files, path), 'Thunderbird')]
  if (platform === 'darwin') return [path.join(home, 'Library', 'Thunderbird')]
  return [
    path.join(home, '.thunderbird'),
    path.join(home, 'snap', 'thunderbird', 'common', '.thunderbird'),
    path.join(home, '.var', 'app', 'org.mozilla.Thunderbird', '.thunderbird'),
    path.join(home, '.var', 'app', 'org.mozilla.thunderbird', '.thunderbird'),
  ]
}

function mailspringPlaces(files: LocalFiles, path: PlatformPath): readonly string[] {
  const { home, platform, env } = files
  if (platform === 'win32') return [path.join(appData(files, path), 'Mailspring', 'config.json')]
  if (platform === 'darwin')
    return [path.join(home, 'Library', 'Application Support', 'Mailspring', 'config.json')]
  const config = env('XDG_CONFIG_HOME') ?? path.join(home, '.config')
  return [
    path.join(config, 'Mailspring', 'config.json'),
    path.join(home, 'snap', 'mailspring', 'common', 'config.json'),
    path.join(home, '.var', 'app', 'com.getmailspring.Mailspring', 'config', 'Mailspring', 'config.json'),
  ]
}

function msmtpPlaces(files: LocalFiles, path: PlatformPath): readonly string[] {
  const { home, platform, env } = files
  if (platform === 'win32') return [path.join(appData(files, path), 'msmtprc.txt')]
  const config = env('XDG_CONFIG_HOME') ?? path.join(home, '.config')
  return [path.join(home, '.msmtprc'), path.join(config, 'msmtp', 'config')]
}

async function findFiles(
  files: LocalFiles,
  kind: TransferSource['kind'],
  paths: readonly string[],
): Promise<readonly Place[]> {
  const there = await Promise.all(paths.map((path) => files.isFile(path)))
  return paths.filter((_, at) => there[at]).map((path) => ({ kind, path }))
}

async function findThunderbird(files: LocalFiles, path: PlatformPath): Promise<readonly Place[]> {
  const found = await Promise.all(thunderbirdRoots(files, path).map((root) => profilesIn(files, path, root)))
  return found.flat()
}

async function profilesIn(files: LocalFiles, path: PlatformPath, root: string): Promise<readonly Place[]> {
  const ini = path.join(root, 'profiles.ini')
  if (!(await files.isFile(ini))) return []
  const octets = await files.read(ini, maxIni).catch(() => new Uint8Array())
  const text = decodeText(octets)
  if (!text.ok) return []
  const places: Place[] = []
  for (const profile of parseProfilesIni(text.value)) {
    const folder = profile.isRelative ? path.join(root, profile.path) : profile.path
    const prefs = path.join(folder, 'prefs.js')
    if (await files.isFile(prefs))
      places.push({ kind: 'thunderbird', name: profile.name.slice(0, 100), path: prefs })
  }
  return places
}
