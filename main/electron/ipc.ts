import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import type { Api, ApiEvents } from '../api.ts'
import { schemas } from '../api-schemas.ts'
import type { CoreEvents, Log } from '../core.ts'
import { dispatch } from '../dispatch.ts'
import type { Result } from '../result.ts'
import { eventNames } from '../api/event-names.ts'
import { closeChannel, commandsChannel, eventChannel, savingChannel, stayChannel } from './channels.ts'
import { inSpoken } from '../text/said.ts'
import { isOwnFrame } from './own-frame.ts'
import type { Windows } from './windows.ts'

/** What a window can do now; main/commands/command-table.ts has about a hundred. */
const offeredIds = z.array(z.string().max(60)).max(300)

export interface IpcDeps {
  readonly ipc: Pick<IpcMain, 'handle' | 'on'>
  /** Calls wait for it; where it rejects, that is their answer. */
  readonly api: Promise<Api>
  readonly windows: Pick<Windows, 'all' | 'offers' | 'saved' | 'saving' | 'stays'>
  readonly log: Log
}

/** Events that the shell sends by itself: `app.show` to the main window alone. All others are the core's, and every window hears them. */
const ofShell: ReadonlySet<keyof ApiEvents> = new Set(['app.show', 'app.quitting'])

/** One handler for each call of the Api, and for what a page says of its window. A call always gives a `Result`. */
export function connectWindows(deps: IpcDeps): void {
  // Who opens the core says why it did not open; perhaps no page ever asks.
  deps.api.catch(() => undefined)
  for (const channel of Object.keys(schemas)) {
    deps.ipc.handle(channel, async (event, argument: unknown) =>
      inSpoken(await answer(deps, event, channel, argument)),
    )
  }
  hear(deps, closeChannel, (window) => deps.windows.saved(window))
  hear(deps, savingChannel, (window) => deps.windows.saving(window))
  hear(deps, stayChannel, (window) => deps.windows.stays(window))
  hear(deps, commandsChannel, (window, ids) =>
    deps.windows.offers(window, offeredIds.safeParse(ids).data ?? []),
  )
}

/** The way of events to the windows. */
export function broadcastEvents(events: CoreEvents, windows: Pick<Windows, 'broadcast'>): void {
  for (const name of eventNames.filter((one) => !ofShell.has(one))) {
    events.on(name, (payload) => windows.broadcast(eventChannel(name), inSpoken(payload)))
  }
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
