import { setTimeout } from 'node:timers/promises'
import { record } from './record.ts'

/** As long as a person needs to see that it loads. */
const stepMs = 400

/**
 * In place of main/electron/signed-updater.ts: offers the version that `SENDOFF_HOST_UPDATE` names, none where it is empty,
 * and fails where it is `fault`. Loads nothing, and only notes that it would install.
 */
export function createSignedUpdater(source: { readonly url: string }) {
  record('updater.create', source.url)
  const offered = process.env.SENDOFF_HOST_UPDATE ?? ''
  return {
    find(): Promise<string | null> {
      record('updater.find')
      if (offered === 'fault') return Promise.reject(new Error('The list of versions could not be read.'))
      return Promise.resolve(offered === '' ? null : offered)
    },
    async load(progress: (percent: number) => void): Promise<void> {
      record('updater.load')
      for (const percent of [12.4, 40, 88, 100]) {
        progress(percent)
        await setTimeout(stepMs)
      }
    },
    install: (): void => record('updater.install'),
  }
}
