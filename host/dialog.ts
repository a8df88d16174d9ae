import type { BrowserWindow } from './browser-window.ts'
import { chooseFiles } from './file-chooser.ts'
import { record } from './record.ts'
import { guardMembers } from './strict.ts'
import { askZenity, folderByZenity, saveByZenity, showError } from './zenity.ts'

type Answer = Readonly<Record<string, unknown>>

/** Answers that a test gave beforehand, by the dialog's member name; first come, first used. */
const answers: { readonly member: string; readonly answer: Answer }[] = []

/** Lets the next dialog of that kind answer this, without being shown. */
export function answerDialog(member: string, answer: Answer): void {
  answers.push({ member, answer })
}

function scripted(member: string): Answer | undefined {
  const at = answers.findIndex((item) => item.member === member)
  return at < 0 ? undefined : answers.splice(at, 1)[0]?.answer
}

/** Chromium's chooser gives the files of a folder, never the folder. */
async function openPaths(
  window: BrowserWindow | undefined,
  options: Electron.OpenDialogOptions,
): Promise<readonly string[]> {
  if (options.properties?.includes('openDirectory') !== true) return chooseFiles(window, options)
  const folder = await folderByZenity(options)
  return folder === undefined ? [] : [folder]
}

/** Electron lets the parent window be left out. */
function split<T>(args: readonly [T] | readonly [BrowserWindow, T]): readonly [BrowserWindow | undefined, T] {
  return args.length === 1 ? [undefined, args[0]] : args
}

/** Electron's dialog: files by Chromium's chooser, folders and the rest by zenity where it is there, and by a test's answers. */
export class Dialogs {
  async showOpenDialog(
    ...args: [Electron.OpenDialogOptions] | [BrowserWindow, Electron.OpenDialogOptions]
  ): Promise<{ canceled: boolean; filePaths: string[] }> {
    const [window, options] = split(args)
    record('dialog.showOpenDialog', options)
    const answer = scripted('showOpenDialog') as { canceled: boolean; filePaths: string[] } | undefined
    if (answer) return answer
    const filePaths = await openPaths(window, options)
    return { canceled: filePaths.length === 0, filePaths: [...filePaths] }
  }

  async showSaveDialog(
    ...args: [Electron.SaveDialogOptions] | [BrowserWindow, Electron.SaveDialogOptions]
  ): Promise<{ canceled: boolean; filePath: string }> {
    const [, options] = split(args)
    record('dialog.showSaveDialog', options)
    const answer = scripted('showSaveDialog') as { canceled: boolean; filePath: string } | undefined
    if (answer) return answer
    const filePath = await saveByZenity(options)
    return { canceled: filePath === undefined, filePath: filePath ?? '' }
  }

  async showMessageBox(
    ...args: [Electron.MessageBoxOptions] | [BrowserWindow, Electron.MessageBoxOptions]
  ): Promise<{ response: number; checkboxChecked: boolean }> {
    const [, options] = split(args)
    record('dialog.showMessageBox', options)
    const answer = scripted('showMessageBox') as { response: number; checkboxChecked?: boolean } | undefined
    const response = answer?.response ?? (await askZenity(options)) ?? options.cancelId ?? 0
    return { response, checkboxChecked: answer?.checkboxChecked ?? false }
  }

  showErrorBox(title: string, content: string): void {
    record('dialog.showErrorBox', title, content)
    console.error(`${title}\n${content}`)
    showError(title, content)
  }
}
guardMembers(Dialogs, 'dialog')

export const dialog = new Dialogs()
