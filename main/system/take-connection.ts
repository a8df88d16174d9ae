import { connect } from 'node:net'

/** A host that takes connections does so at once; a filter says nothing. */
const waitMs = 3_000

/** Whether the host takes a TCP connection at this port now; it is ended at once, nothing is sent. */
export function takesConnection(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const end = (taken: boolean) => {
      socket.destroy()
      resolve(taken)
    }
    socket.setTimeout(waitMs, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
