import { app } from 'electron'
import type { Core } from '../core.ts'
import type { Settings } from '../settings/settings.ts'
import type { Windows } from './windows.ts'

/** Shows everything as large as the setting says; Ctrl and the wheel change the setting. */
export function followZoom(
  { api, events }: Core,
  windows: Windows,
  change: (command: 'zoom.in' | 'zoom.out') => void,
): void {
  const follow = ({ zoom }: Settings) => windows.setZoom(zoom / 100)
  void api.settings.get().then(follow)
  events.on('settings.changed', follow)
  app.on('web-contents-created', (_event, contents) => {
    contents.on('zoom-changed', (_zoom, direction) => change(`zoom.${direction}`))
  })
}
