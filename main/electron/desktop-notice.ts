import { Notification } from 'electron'
import type { Core, Log } from '../core.ts'
import type { Settings } from '../settings/settings.ts'
import { AttentionWatch, type Attention } from './attention.ts'
import { holdWhileLocked, type ScreenEvents } from './held-notices.ts'
import type { Windows } from './windows.ts'

interface NoticeDeps {
  readonly windows: Windows
  readonly power: ScreenEvents
  readonly log: Log
}

/**
 * Tells the desktop what needs a person, while the main window is not the one in front. A click opens the message. While the screen is
 * locked nothing is shown on it: whoever passes by would read whom you write to. It comes when the screen is open again.
 */
export function notifyOf(core: Core, { windows, power, log }: NoticeDeps, startedAt: number): void {
  const held = holdWhileLocked(power, (one) => show(one, windows))
  const watch = new AttentionWatch(startedAt)
  let wish: Settings['notifications'] = 'none'
  const follow = ({ notifications }: Settings) => (wish = notifications)
  core.api.settings.get().then(follow, (error: unknown) => log.error('the settings could not be read', error))
  core.events.on('settings.changed', follow)
  core.events.on('outbox.changed', ({ entries }) => {
    const news = watch.take(entries, wish)
    if (windows.isMainFocused()) return
    for (const one of news) held(one)
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
