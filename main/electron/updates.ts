import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Log } from '../core.ts'
import { readFeedSource } from '../updates/feed.ts'
import { Updates } from '../updates/updates.ts'
import { whyOff } from '../updates/why-off.ts'
import type { Quitter } from './quit.ts'

const macHandoverMs = 3_000

/** Updates as this installation has them: off where somebody else makes them, or where no signed feed was built in. */
export function createUpdates(log: Log, quitter: () => Quitter | undefined): Updates {
  const source = readFeedSource(read(join(app.getAppPath(), 'package.json')) ?? '')
  return new Updates({
    off: whyOff({
      platform: process.platform,
      isPackaged: app.isPackaged,
      hasFeed: source !== null,
      packageType: read(join(process.resourcesPath, 'package-type')),
      env: process.env,
    }),
    createUpdater: async () => {
      if (source === null) throw new Error('No feed was built in.')
      const { createSignedUpdater } = await import('./signed-updater.ts')
      return createSignedUpdater(source, log)
    },
    quitThen: (last) => void quitter()?.request(() => installWith(last)),
    log,
  })
}

/** The new program may start before this one is gone: the lock is free for it. */
function installWith(install: () => void): Promise<void> {
  app.releaseSingleInstanceLock()
  install()
  // Squirrel on macOS takes the update over in its own time.
  return process.platform === 'darwin' ? setTimeout(macHandoverMs) : Promise.resolve()
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
