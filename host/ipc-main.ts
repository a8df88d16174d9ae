import { EventEmitter } from 'node:events'
import { decodeClone, encodeClone } from './encoding.ts'
import type { ToPage } from './bridge/isolated-world.ts'
import { guardMembers } from './strict.ts'

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown

/** Electron's ipcMain: arguments and results pass by structured clone. */
export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** Runs the handler of an invoke; what it throws becomes the text that Electron's renderer would show. */
  async invoked(
    event: object,
    message: { readonly id: number; readonly channel: string; readonly args: string },
  ): Promise<ToPage> {
    const { id, channel } = message
    try {
      const handler = this.#handlers.get(channel)
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      const args = decodeClone(message.args) as unknown[]
      const value = await handler(event as Electron.IpcMainInvokeEvent, ...args)
      return { kind: 'answer', id, ok: true, value: encodeClone(value) }
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      return {
        kind: 'answer',
        id,
        ok: false,
        message: `Error invoking remote method '${channel}': ${String(error)}`,
      }
    }
  }

  /** Hands a message of `ipcRenderer.send` to its listeners. */
  sent(event: object, message: { readonly channel: string; readonly args: string }): void {
    this.emit(message.channel, event, ...(decodeClone(message.args) as unknown[]))
  }
}
guardMembers(IpcMain, 'ipcMain')

export const ipcMain = new IpcMain()
