import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** Resolves once something listens on the port; rejects after `timeoutMs`. */
export async function waitForPort(port: number, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!(await canConnect(port))) {
    if (Date.now() > end) throw new Error(`Nothing listens on port ${port} after ${timeoutMs} ms.`)
    await delay(50)
  }
}

async function canConnect(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
