import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkMembers, filesOf } from './member-check.ts'

const root = join(import.meta.dirname, '../..')
const shape = join(root, 'host/shape.ts')

test('members: the stand-in has every member of Electron that the app uses, with a type that fits', () => {
  const { used, faults } = checkMembers({
    files: [...filesOf('main/electron'), ...filesOf('preload')],
    shape,
  })
  expect(used).toEqual(
    expect.arrayContaining([
      'App.whenReady',
      'BrowserWindow.loadURL',
      'IpcMain.handle',
      'IpcRenderer.invoke',
    ]),
  )
  expect(faults).toEqual([])
})

test('members: one that is missing, one of another type and an event that never comes are found', () => {
  const user = join(root, 'main/electron/probe-user.ts')
  const otherShape = join(root, 'host/probe-shape.ts')
  const { faults } = checkMembers({
    files: [user],
    shape: otherShape,
    virtual: {
      [user]: `import { app, BrowserWindow, screen } from 'electron'
app.getVersion(); app.getGPUInfo('basic'); app.on('child-process-gone', () => 1); BrowserWindow.getAllWindows(); screen.getAllDisplays()`,
      [otherShape]: `export interface Shape { App: { getVersion(): number } }
export interface Statics { BrowserWindow: { getAllWindows(): string[] } }`,
    },
  })
  expect(faults).toEqual([
    'App.getGPUInfo: the stand-in lacks it',
    'App.getVersion: the stand-in’s type is () => number, Electron’s is () => string',
    "App.on: the stand-in never emits 'child-process-gone'",
    'BrowserWindow.getAllWindows: the stand-in’s type is () => string[], Electron’s is () => BrowserWindow[]',
    'Screen.getAllDisplays: the stand-in has no Screen',
  ])
})
