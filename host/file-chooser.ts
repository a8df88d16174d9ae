import { BrowserWindow } from './browser-window.ts'

/**
 * Lets the person choose files by an `<input type=file>` in the window's isolated world.
 * @returns paths; [] when nothing was chosen.
 */
export async function chooseFiles(
  parent: BrowserWindow | undefined,
  options: Electron.OpenDialogOptions,
): Promise<readonly string[]> {
  const window = parent ?? BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  if (!window) throw new Error('dialog.showOpenDialog: the stand-in needs an open window')
  const link = await window.webContents.link
  const properties = options.properties ?? []
  const accept = (options.filters ?? []).flatMap(({ extensions }) =>
    extensions.filter((item) => item !== '*').map((item) => `.${item}`),
  )
  const input = {
    multiple: properties.includes('multiSelections'),
    webkitdirectory: properties.includes('openDirectory'),
    accept: accept.join(','),
  }
  const count = await link.evaluate(`new Promise((resolve) => {
    const input = globalThis.standInChooser = Object.assign(document.createElement('input'), { type: 'file' }, ${JSON.stringify(input)})
    input.addEventListener('change', () => resolve(input.files.length))
    input.addEventListener('cancel', () => resolve(0))
    input.click()
  })`)
  const paths: string[] = []
  for (let at = 0; at < Number(count.value); at += 1) {
    const { objectId } = await link.evaluate(`standInChooser.files[${at}]`)
    if (objectId !== undefined) paths.push(await link.pathOf(objectId))
  }
  return paths
}
