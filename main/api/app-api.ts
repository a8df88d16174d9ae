// Calls about the program as a whole and its windows.
import type { AppApi, AppInfo, SettingsApi } from '../api.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { EventBus } from '../events.ts'
import type { Servers } from '../servers/servers.ts'
import { asSet } from '../drafts/as-set.ts'
import type { Settings } from '../settings/settings.ts'
import { maxSpellingLanguages } from '../settings/spelling.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Shell } from '../shell.ts'
import { parseMailto } from '../message/mailto.ts'
import { CallError } from '../result.ts'
import type { AskedFiles } from './asked-files.ts'
import type { Notices } from './notices.ts'

export interface AppApiDeps {
  readonly asked: AskedFiles
  readonly servers: Servers
  readonly drafts: Drafts
  readonly settings: SettingsStore
  readonly shell: Shell
  readonly events: EventBus
  readonly notices: Notices
  readonly info: Omit<AppInfo, 'notices'>
}

/** Makes the app part of the Api. */
export function createAppApi({
  asked,
  servers,
  drafts,
  settings,
  shell,
  events,
  notices,
  info,
}: AppApiDeps): AppApi {
  return {
    info: () => Promise.resolve({ ...info, notices: notices.list() }),
    dismissNotice: ({ id }) => {
      notices.dismiss(id)
      return Promise.resolve()
    },
    compose: async ({ draftId, to }) => {
      const create = async () => {
        const content = to === undefined ? {} : { to }
        return drafts.create(asSet(content, await settings.get()))
      }
      const draft = draftId === null ? await create() : await drafts.get(draftId)
      await shell.openCompose(draft.id)
      return { draftId: draft.id }
    },
    openMailto: async ({ url }) => {
      const link = parseMailto(url)
      if (link === null) throw new CallError('invalid-argument', 'This is no mailto: link.', { field: 'url' })
      const { asked: paths, ...content } = link
      const draft = await drafts.create(asSet(content, await settings.get()))
      asked.ask(draft.id, paths)
      await shell.openCompose(draft.id)
      return { draftId: draft.id }
    },
    show: async ({ view, entryId }) => {
      await shell.showMain(view, entryId)
      events.emit('app.show', entryId === undefined ? { view } : { view, entryId })
    },
    writeIn: ({ language }) => {
      shell.writeIn(language)
      return Promise.resolve()
    },
    openLink: ({ url }) => shell.openExternal(url),
    copyText: ({ text }) => shell.copyText(text),
    answerQuit: ({ choice }) => {
      shell.answerQuit(choice)
      return Promise.resolve()
    },
    reveal: ({ what }) => {
      shell.reveal(what)
      return Promise.resolve()
    },
    eraseEverything: async () => {
      await servers.forgetSecrets()
      shell.erase()
    },
  }
}

/** Makes the settings part of the Api. */
export function createSettingsApi({
  settings,
  events,
  shell,
}: Pick<AppApiDeps, 'settings' | 'events' | 'shell'>): SettingsApi {
  const told = (all: Settings): Settings => {
    events.emit('settings.changed', all)
    return all
  }
  return {
    get: () => settings.get(),
    about: () =>
      Promise.resolve({
        defaults: settings.defaults(),
        spelling: { ...shell.spelling(), most: maxSpellingLanguages },
      }),
    set: async (change) => told(await settings.set(change)),
    reset: async ({ names }) => told(await settings.reset(names)),
  }
}
