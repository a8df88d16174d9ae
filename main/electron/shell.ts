import { clipboard, dialog } from 'electron'
import type { Shell } from '../shell.ts'
import type { Windows } from './windows.ts'

/** What the core asks of the program around it, over Electron's windows, pickers and clipboard. */
export function createShell(windows: Windows, kind: Shell['kind'], answerQuit: Shell['answerQuit']): Shell {
  return {
    kind,
    openCompose: (draftId) => {
      windows.openCompose(draftId)
      return Promise.resolve()
    },
    closeCompose: (draftId) => windows.composeWindow(draftId)?.destroy(),
    showMain: (view, entryId) => {
      windows.show(view, entryId)
      return Promise.resolve()
    },
    pickFiles: async (draftId) => {
      const parent = windows.composeWindow(draftId)
      const options = { properties: ['openFile', 'multiSelections'] } satisfies Electron.OpenDialogOptions
      const picked =
        parent === undefined
          ? await dialog.showOpenDialog(options)
          : await dialog.showOpenDialog(parent, options)
      return picked.canceled ? [] : picked.filePaths
    },
    answerQuit,
    copyText: async (text) => {
      await clipboard.writeText(text)
    },
  }
}
