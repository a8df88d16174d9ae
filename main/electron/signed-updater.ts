// electron-updater, and nothing else of it than is used. The stand-in has its own in this place (host/updater.ts).
import updater, { type AppUpdater } from 'electron-updater'
import { GenericProvider } from 'electron-updater/out/providers/GenericProvider.js'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import type { Log } from '../core.ts'
import { isSigned, type FeedSource } from '../updates/feed.ts'
import type { Updater } from '../updates/updates.ts'

/** Makes the updater of this system, for a feed that the key has signed. */
export function createSignedUpdater(source: FeedSource, log: Log): Updater {
  const { autoUpdater } = updater
  // Each step waits for the person's word (Updates).
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.allowDowngrade = false
  autoUpdater.logger = {
    info: (message: unknown) => log.info(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown) => log.error(String(message)),
  }
  autoUpdater.setFeedURL({ provider: 'custom', updateProvider: createSignedProvider(source) })
  return toUpdater(autoUpdater)
}

function toUpdater(autoUpdater: AppUpdater): Updater {
  return {
    find: async () => {
      const result = await autoUpdater.checkForUpdates()
      return result?.isUpdateAvailable === true ? result.updateInfo.version : null
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
export function createSignedProvider({ url, key }: FeedSource): SignedProviderClass {
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
