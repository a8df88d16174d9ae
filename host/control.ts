import { powerMonitor } from './desktop.ts'
import { answerDialog } from './dialog.ts'
import { shownNotifications } from './notification.ts'
import { recorded } from './record.ts'

/** What a test asks of the host over the process's IPC channel; each is answered by `{ host: id, value }`. */
export type ControlRequest = { readonly host: number } & (
  | { readonly ask: 'records'; readonly member?: string }
  | {
      readonly ask: 'answer-dialog'
      readonly member: string
      readonly answer: Readonly<Record<string, unknown>>
    }
  | { readonly ask: 'click-notification'; readonly title: string }
  | { readonly ask: 'power'; readonly event: string }
)

/** Answers a parent process that opened an IPC channel: a test. */
export function listenToControl(): void {
  if (!process.send) return
  process.on('message', (message: ControlRequest) => {
    if (typeof message !== 'object' || !('host' in message)) return
    process.send?.({ host: message.host, value: answer(message) })
  })
}

function answer(request: ControlRequest): unknown {
  switch (request.ask) {
    case 'records':
      return recorded(request.member)
    case 'answer-dialog': {
      answerDialog(request.member, request.answer)
      return
    }
    case 'click-notification':
      return shownNotifications.find(({ title }) => title === request.title)?.emit('click') ?? false
    case 'power':
      return powerMonitor.emit(request.event)
  }
}
