import { writeFile } from 'node:fs/promises'
import { clipboard, dialog, shell } from 'electron'
import { CallError } from '../result.ts'
import type { Place, Shell } from '../shell.ts'
import { toWebLink } from './web-link.ts'
import { createFilesAndPaper, type FileOptions } from './shell-files.ts'
import type { Windows } from './windows.ts'

export interface ShellOptions
  extends Pick<Shell, 'kind' | 'answerQuit' | 'erase' | 'spelling' | 'writeIn'>, FileOptions {
  /** A file in each place, for the file manager to show; of a folder that is opened, itself. */
  readonly places: Readonly<Record<Place, () => string>>
}

/** What the core asks of the program around it, over Electron's windows, pickers and clipboard. */
export function createShell(windows: Windows, options: ShellOptions): Shell {
  const { kind, answerQuit, erase, spelling, writeIn } = options
  return {
    ...{ kind, answerQuit, erase, spelling, writeIn },
    ...createFilesAndPaper(windows, options),
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
      const asked = { properties: ['openFile', 'multiSelections'] } satisfies Electron.OpenDialogOptions
      const picked =
        parent === undefined ? await dialog.showOpenDialog(asked) : await dialog.showOpenDialog(parent, asked)
      return picked.canceled ? [] : picked.filePaths
    },
    pickFile: async (title, extensions) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(windows.openMain(), {
        title,
        properties: ['openFile', 'showHiddenFiles'],
        filters: [{ name: title, extensions: [...extensions] }],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
    pickFolder: async () => {
      const asked = {
        properties: ['openDirectory', 'createDirectory'],
      } satisfies Electron.OpenDialogOptions
      const picked = await dialog.showOpenDialog(windows.openMain(), asked)
      return picked.canceled ? null : (picked.filePaths[0] ?? null)
    },
    saveFile: async (name, text) => {
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name })
      if (canceled || filePath === '') return null
      try {
        await writeFile(filePath, text)
      } catch (error) {
        throw new CallError('file', `${filePath} cannot be written: ${String(error)}`, { cause: error })
      }
      return filePath
    },
    reveal: (place) => reveal(place, options.places[place]()),
    openExternal: async (url) => {
      const link = toWebLink(url)
      if (link === null)
        throw new CallError('invalid-argument', 'Only an https address is opened in the browser.')
      await shell.openExternal(link)
    },
    openFile,
    copyText: async (text) => {
      await clipboard.writeText(text)
    },
  }
}

const opened: readonly Place[] = ['crashes', 'logFolder', 'guide', 'notices']

/** A folder is opened, and so is what is for reading, by the system's program for it; any other file is shown in its folder. */
function reveal(place: Place, path: string): void {
  if (opened.includes(place)) void shell.openPath(path)
  else shell.showItemInFolder(path)
}

/** Electron gives the system's words where it failed; '' where it did not. */
async function openFile(path: string): Promise<void> {
  const problem = await shell.openPath(path)
  if (problem !== '') throw new CallError('file', problem)
}
