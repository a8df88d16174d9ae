// What a command of the menu bar does: main does those of the program, the windows the others.
import type { Place, View } from '../api.ts'
import type { Core, Log } from '../core.ts'
import { scopeOf, type CommandId } from '../commands/command-table.ts'
import { zoomed, type ZoomChange } from '../settings/zoom.ts'
import type { Settings } from '../settings/settings.ts'
import { commandChannel } from './channels.ts'
import type { Windows } from './windows.ts'

export interface CommandDeps {
  readonly api: Core['api']
  readonly windows: Pick<Windows, 'show' | 'tellMain' | 'tellFront'>
  readonly quit: () => void
  readonly log: Pick<Log, 'warn'>
}

/** Does what was chosen in the menu bar. What the core refuses (a setting that the administrator has locked) is noted in the log. */
export function runCommand(id: CommandId, deps: CommandDeps): void {
  const scope = scopeOf(id)
  if (scope === 'main') deps.windows.tellMain(commandChannel, id)
  else if (scope !== 'program') deps.windows.tellFront(commandChannel, id)
  else
    Promise.resolve(runOfProgram(id, deps)).catch((error: unknown) =>
      deps.log.warn(`${id} of the menu: ${String(error)}`),
    )
}

async function runOfProgram(id: CommandId, { api, windows, quit }: CommandDeps): Promise<void> {
  const [group, name = ''] = id.split('.')
  if (id === 'app.quit') quit()
  else if (id === 'message.new') await api.app.compose({ draftId: null })
  else if (id === 'message.open') await api.messages.pick()
  else if (group === 'view') windows.show(name as View)
  else if (group === 'trouble') await api.app.reveal({ what: name as Place })
  else await api.settings.set(changeOf(id, await api.settings.get()))
}

/** What a command changes in the settings. */
function changeOf(id: CommandId, { sending, zoom }: Settings): Partial<Settings> {
  const [group, name = ''] = id.split('.')
  switch (group) {
    case 'sending': {
      const to = name === 'pause' ? 'paused' : 'offline'
      return { sending: sending === to ? 'on' : to }
    }
    case 'zoom':
      return { zoom: zoomed(zoom, name as ZoomChange) }
    case 'theme':
      return { theme: name as Settings['theme'] }
    default:
      return { language: name as Settings['language'] }
  }
}
