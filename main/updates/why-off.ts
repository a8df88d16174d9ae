import type { UpdatesOff } from './updates-info.ts'

/** What is known of the installation. */
export interface Installation {
  readonly platform: string
  readonly isPackaged: boolean
  /** A feed and its key were given when it was built. */
  readonly hasFeed: boolean
  /** Content of `package-type`, which electron-builder leaves in a .deb or .rpm; null without. */
  readonly packageType: string | null
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Why updates are not ours to make; null where they are. Who put the program there, updates it. Pure. */
export function whyOff({ platform, isPackaged, hasFeed, packageType, env }: Installation): UpdatesOff | null {
  const isSet = (name: string) => (env[name] ?? '') !== ''
  if (!isPackaged) return 'source'
  if (platform === 'linux') {
    if (isSet('FLATPAK_ID')) return 'flatpak'
    if (isSet('SNAP')) return 'snap'
    if (packageType !== null) return 'package'
    if (!isSet('APPIMAGE')) return 'folder'
  }
  return hasFeed ? null : 'no-feed'
}
