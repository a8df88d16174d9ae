import { EventEmitter } from 'node:events'
import { record } from './record.ts'
import { guardMembers } from './strict.ts'

/** Notifications that were shown and not closed; a test may click them. */
export const shownNotifications: Notification[] = []

/** Electron's Notification: kept in a list. */
export class Notification extends EventEmitter {
  readonly title: string
  readonly body: string

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    shownNotifications.push(this)
    record('Notification.show', this.title, this.body)
    this.emit('show')
  }

  /** As a person does; for tests. */
  press(): boolean {
    return this.emit('click')
  }

  close(): void {
    const at = shownNotifications.indexOf(this)
    if (at >= 0) shownNotifications.splice(at, 1)
    this.emit('close')
  }
}
guardMembers(Notification, 'Notification')
