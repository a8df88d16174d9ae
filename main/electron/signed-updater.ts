// electron-updater, and nothing else of it than is used. The stand-in has its own in this place (host/updater.ts).
import updater, { type AppUpdater } from 'electron-updater'
import { GenericProvider } from 'electron-updater/out/providers/GenericProvider.js'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import type { Log } from '../core.ts'
import { isSigned, type FeedSource } from '../updates/feed.ts'
import type { Updater } from '../updates/updates.ts'

/** Makes the updater of this system, for a feed that the key has signed. */
export function createSignedUpdater(source: FeedSource, log: Log): Updater {
  return withSignedFeed(updater.autoUpdater, source, log)
}

/** Makes an updater of electron-updater's take each step at a word alone (Updates), and believe that feed alone. */
export function withSignedFeed(appUpdater: AppUpdater, source: FeedSource, log: Log): Updater {
  appUpdater.autoDownload = false
  appUpdater.autoInstallOnAppQuit = false
  appUpdater.allowDowngrade = false
  appUpdater.logger = {
    info: (message: unknown) => log.info(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown) => log.error(String(message)),
  }
  appUpdater.setFeedURL({ provider: 'custom', updateProvider: createSignedProvider(source) })
  return toUpdater(appUpdater)
}

function toUpdater(autoUpdater: AppUpdater): Updater {
  return {
    find: async () => {
      const result = await autoUpdater.checkForUpdates()
      // It was not asked at all: electron-updater sees no installation that it could change.
      if (result === null) throw new Error('This installation cannot be updated from inside.')
      return result.isUpdateAvailable ? result.updateInfo.version : null
    },
    load: async (progress) => {
      const tell = ({ percent }: { readonly percent: number }) => progress(percent)
      autoUpdater.on('download-progress', tell)
      try {
        await autoUpdater.downloadUpdate()
      } finally {
        autoUpdater.off('download-progress', tell)
      }
    },
    install: () => autoUpdater.quitAndInstall(),
  }
}

type SignedProviderClass = new (
  options: unknown,
  updater: AppUpdater,
  runtime: ProviderRuntimeOptions,
) => GenericProvider

/** A provider that believes a feed only with its signature. Everything that it gives on comes from the octets that were signed. */
function createSignedProvider({ url, key }: FeedSource): SignedProviderClass {
  return class SignedProvider extends GenericProvider {
    constructor(_options: unknown, appUpdater: AppUpdater, runtime: ProviderRuntimeOptions) {
      super({ provider: 'generic', url }, appUpdater, runtime)
    }

    protected override async httpRequest(
      address: URL,
      ...rest: [headers?: Parameters<GenericProvider['httpRequest']>[1]]
    ): Promise<string | null> {
      const feed = await super.httpRequest(address, ...rest)
      const signature = await super.httpRequest(withSuffix(address, '.sig'))
      if (feed === null || signature === null || !isSigned(feed, signature, key))
        throw new Error(
          `The list of versions at ${address.host} is not signed by Sendoff's key; nothing was taken from it.`,
        )
      return feed
    }
  }
}

function withSuffix(address: URL, suffix: string): URL {
  const changed = new URL(address)
  changed.pathname += suffix
  return changed
}
