import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { PageLink } from './browser/page-link.ts'
import { BrowserWindow } from './browser-window.ts'

/** A client that is attached from outside hands over a file's octets, without its path: they are put into a file. */
async function saveCopy(link: PageLink, at: number): Promise<string> {
  const { value } = await link.evaluate(`(async () => {
    const file = standInChooser.files[${at}]
    const octets = new Uint8Array(await file.arrayBuffer())
    let text = ''
    for (const octet of octets) text += String.fromCharCode(octet)
    return JSON.stringify([file.name, btoa(text)])
  })()`)
  const [name, base64] = JSON.parse(String(value)) as [string, string]
  const path = join(mkdtempSync(join(tmpdir(), 'sendoff-chosen-')), basename(name))
  writeFileSync(path, Buffer.from(base64, 'base64'))
  return path
}

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
    if (objectId === undefined) continue
    const path = await link.pathOf(objectId)
    paths.push(path === '' ? await saveCopy(link, at) : path)
  }
  return paths
}
