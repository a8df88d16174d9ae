// Messages as files and on paper: the picker for saving, a drag out of the window, print and PDF.
import { dialog } from 'electron'
import { CallError } from '../result.ts'
import type { Shell } from '../shell.ts'
import type { Windows } from './windows.ts'

export interface FileOptions {
  /** Picture of a file that is dragged out. */
  readonly dragIcon: () => string
}

type Files = Pick<Shell, 'pickSavePath' | 'startDrag' | 'print' | 'printToPdf'>

export function createFilesAndPaper(windows: Windows, options: FileOptions): Files {
  return {
    pickSavePath: async (name) => {
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name })
      return canceled || filePath === '' ? null : filePath
    },
    startDrag: (file) => windows.main().webContents.startDrag({ file, icon: options.dragIcon() }),
    print: async (draftId) => {
      await printWindow(printed(windows, draftId))
    },
    printToPdf: (draftId) => printed(windows, draftId).printToPDF({ pageSize: 'A4', printBackground: true }),
  }
}

/** The window whose page has something for paper. */
function printed(windows: Windows, draftId: string | null): Electron.WebContents {
  const window = draftId === null ? windows.main() : windows.composeWindow(draftId)
  if (window === undefined) throw new CallError('not-possible', 'The window of this draft is not open.')
  return window.webContents
}

/** A dialog that was left is no fault. */
function printWindow(contents: Electron.WebContents): Promise<void> {
  return new Promise((done, fail) => {
    contents.print({ printBackground: true }, (printed, reason) => {
      if (printed || /cancel/i.test(reason)) done()
      else fail(new CallError('not-possible', `It was not printed: ${reason}`))
    })
  })
}
