// What a page might ask of Electron, and Chromium outside of Electron does not: a test asks in its place.
import type { EventEmitter } from 'node:events'
import { createEvent } from './event.ts'

/** A page holds a `<webview>`: whether the app refuses it. */
export function asksForWebview(contents: EventEmitter): boolean {
  const event = createEvent()
  contents.emit('will-attach-webview', event, {}, { src: 'https://elsewhere.test/' })
  return event.defaultPrevented
}

/** A page looks for a Bluetooth device: the one that it gets, '' for none. Electron takes the first where nobody refuses. */
export function asksForBluetooth(contents: EventEmitter): string {
  const event = createEvent()
  const found = [{ deviceId: 'first', deviceName: 'First' }]
  let chosen = ''
  contents.emit('select-bluetooth-device', event, found, (id: string) => (chosen = id))
  return event.defaultPrevented ? chosen : 'first'
}
