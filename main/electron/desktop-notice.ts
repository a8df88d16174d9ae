import { Notification } from 'electron'
import type { Core, Log } from '../core.ts'
import type { Settings } from '../settings/settings.ts'
import { AttentionWatch, type Attention } from './attention.ts'
import type { Windows } from './windows.ts'

/** Tells the desktop what needs a person, while the main window is not the one in front. A click opens the message. */
export function notifyOf(core: Core, windows: Windows, startedAt: number, log: Log): void {
  const watch = new AttentionWatch(startedAt)
  let wish: Settings['notifications'] = 'none'
  const follow = ({ notifications }: Settings) => (wish = notifications)
  core.api.settings.get().then(follow, (error: unknown) => log.error('the settings could not be read', error))
  core.events.on('settings.changed', follow)
  core.events.on('outbox.changed', ({ entries }) => {
    const news = watch.take(entries, wish)
    if (windows.isMainFocused()) return
    for (const one of news) show(one, windows)
  })
}

/** Kept while they can be clicked: an object that nothing holds would lose its listener. */
const shown = new Set<Notification>()

function show({ title, body, entryId }: Attention, windows: Windows): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body })
  shown.add(notification)
  const forget = () => shown.delete(notification)
  notification.once('click', () => {
    forget()
    windows.show('outbox', entryId)
  })
  notification.once('close', forget)
  notification.show()
}
