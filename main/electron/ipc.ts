import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import type { Api, ApiEvents } from '../api.ts'
import { schemas } from '../api-schemas.ts'
import type { CoreEvents, Log } from '../core.ts'
import { dispatch } from '../dispatch.ts'
import type { Result } from '../result.ts'
import { closeChannel, commandsChannel, eventChannel, savingChannel, stayChannel } from './channels.ts'
import { inSpoken } from '../text/said.ts'
import { isOwnFrame } from './own-frame.ts'
import type { Windows } from './windows.ts'

/** What a window can do now; main/commands/command-table.ts has about a hundred. */
const offeredIds = z.array(z.string().max(60)).max(300)

export interface IpcDeps {
  readonly ipc: Pick<IpcMain, 'handle' | 'on'>
  readonly api: Api
  readonly events: CoreEvents
  readonly windows: Pick<Windows, 'all' | 'broadcast' | 'offers' | 'saved' | 'saving' | 'stays'>
  readonly log: Log
}

/** Events that the shell sends by itself: `app.show` to the main window alone. */
type OfShell = 'app.show' | 'app.quitting'

/** Events of the core that windows hear: all of them. */
const forwarded = [
  'outbox.changed',
  'transcript.lines',
  'drafts.changed',
  'drafts.restored',
  'attachments.copying',
  'messages.opened',
  'contacts.changed',
  'templates.changed',
  'merge.changed',
  'servers.changed',
  'identities.changed',
  'routes.changed',
  'practice.changed',
  'settings.changed',
  'policy.changed',
  'lessons.changed',
  'secrets.changed',
  'updates.changed',
  'notices.changed',
  'checks.progress',
  'discovery.changed',
  'oauth.changed',
] as const satisfies readonly (keyof ApiEvents)[]

type IsNever<T> = [T] extends [never] ? true : T

/** @public Compile error with the missing names when the list is not complete. */
export const allForwarded: IsNever<Exclude<keyof ApiEvents, OfShell | (typeof forwarded)[number]>> = true

/** One handler for each call of the Api, and the way of events to the windows. A call always gives a `Result`. */
export function connectWindows(deps: IpcDeps): void {
  for (const channel of Object.keys(schemas)) {
    deps.ipc.handle(channel, async (event, argument: unknown) =>
      inSpoken(await answer(deps, event, channel, argument)),
    )
  }
  for (const name of forwarded) {
    deps.events.on(name, (payload) => deps.windows.broadcast(eventChannel(name), inSpoken(payload)))
  }
  hear(deps, closeChannel, (window) => deps.windows.saved(window))
  hear(deps, savingChannel, (window) => deps.windows.saving(window))
  hear(deps, stayChannel, (window) => deps.windows.stays(window))
  hear(deps, commandsChannel, (window, ids) =>
    deps.windows.offers(window, offeredIds.safeParse(ids).data ?? []),
  )
}

/** What the page of one of our windows says of it. */
function hear(
  { ipc, windows }: IpcDeps,
  channel: string,
  act: (window: BrowserWindow, what: unknown) => void,
): void {
  ipc.on(channel, ({ senderFrame, sender }, what: unknown) => {
    const window = windows.all.find(({ webContents }) => webContents === sender)
    if (isOwnFrame(senderFrame) && window !== undefined) act(window, what)
  })
}

async function answer(
  deps: IpcDeps,
  event: IpcMainInvokeEvent,
  channel: string,
  argument: unknown,
): Promise<Result<unknown>> {
  if (!isOwnFrame(event.senderFrame)) {
    deps.log.warn(`refused ${channel} from ${event.senderFrame?.url ?? 'a frame that is gone'}`)
    return {
      ok: false,
      failure: { code: 'invalid-argument', message: 'Calls are taken from the app’s own pages alone.' },
    }
  }
  return await dispatch(deps.api, channel, argument, (error) => deps.log.error(`${channel} failed`, error))
}
