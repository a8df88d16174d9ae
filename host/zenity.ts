import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { execFile } from 'node:child_process'
import { environment } from './environment.ts'

interface Shown {
  readonly code: number
  readonly out: string
}

/** Shows a zenity dialog; undefined where there is no display or no zenity. */
function zenity(args: readonly string[]): Promise<Shown | undefined> {
  if (environment.headless) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const shown = execFile('zenity', [...args], (error, stdout) => {
      process.off('exit', close)
      if (error && typeof error.code !== 'number') resolve(undefined)
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout.trim() })
    })
    // Nobody would hear the answer to a dialog that outlives the program.
    const close = (): void => void shown.kill()
    process.once('exit', close)
  })
}

/** Asks with the buttons of a message box; the index of the pressed one, undefined when it was closed or not shown. */
export async function askZenity(options: Electron.MessageBoxOptions): Promise<number | undefined> {
  const buttons = options.buttons ?? ['OK']
  const text = [options.message, options.detail ?? ''].filter((part) => part !== '').join('\n\n')
  const extra = buttons.map((label) => `--extra-button=${label}`)
  const shown = await zenity([
    '--question',
    '--switch',
    '--no-markup',
    `--title=${options.title ?? 'Sendoff'}`,
    `--text=${text}`,
    ...extra,
  ])
  const pressed = shown ? buttons.indexOf(shown.out) : -1
  return pressed < 0 ? undefined : pressed
}

const errors = new Set<Promise<unknown>>()

/** Shows what is wrong. Electron's box holds the program until it is read; here `errorsRead` does. */
export function showError(title: string, message: string): void {
  const shown = askZenity({ title, message, type: 'error' }).finally(() => errors.delete(shown))
  errors.add(shown)
}

/** Resolves when every error that is shown was read. */
export async function errorsRead(): Promise<void> {
  await Promise.all(errors)
}

/** Asks for a folder; undefined when it was left or not shown. */
export async function folderByZenity(options: Electron.OpenDialogOptions): Promise<string | undefined> {
  const start = options.defaultPath === undefined ? [] : [`--filename=${options.defaultPath}/`]
  const shown = await zenity([
    '--file-selection',
    '--directory',
    `--title=${options.title ?? 'Choose a folder'}`,
    ...start,
  ])
  return shown?.code === 0 && shown.out !== '' ? shown.out : undefined
}

/** Asks for a file to write; undefined when it was left or not shown. */
export async function saveByZenity(options: Electron.SaveDialogOptions): Promise<string | undefined> {
  const name = options.defaultPath === undefined ? [] : [`--filename=${options.defaultPath}`]
  const shown = await zenity(['--file-selection', '--save', `--title=${options.title ?? 'Save'}`, ...name])
  if (shown === undefined) return withoutAsking(options)
  return shown.code === 0 && shown.out !== '' ? shown.out : undefined
}

/** On a desktop without zenity nobody can be asked: the file goes where downloads go, and the window says where. */
function withoutAsking({ defaultPath }: Electron.SaveDialogOptions): string | undefined {
  if (environment.headless || defaultPath === undefined) return undefined
  const downloads = join(homedir(), 'Downloads')
  return join(existsSync(downloads) ? downloads : homedir(), basename(defaultPath))
}
