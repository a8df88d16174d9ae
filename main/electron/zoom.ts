import { app } from 'electron'
import type { CommandId } from '../commands/command-table.ts'

/** Ctrl and the wheel change the setting, in every window to come. */
export function hearZoom(choose: (id: Extract<CommandId, 'zoom.in' | 'zoom.out'>) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('zoom-changed', (_zoom, direction) => choose(`zoom.${direction}`))
  })
}
