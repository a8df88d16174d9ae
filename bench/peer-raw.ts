// The limit: octets that are ready, written to a socket, and nothing else done than waiting for the replies.
// `node peer-raw.ts PORT COUNT OCTETS`; tells its parent the ms that the messages took.
import { connect } from 'node:net'
import { once } from 'node:events'
import { createText } from './clients.ts'

const [port = '', count = '', octets = ''] = process.argv.slice(2)
const warmUp = 500
const body = createText(Number(octets))
const flight = Buffer.concat([
  Buffer.from(`MAIL FROM:<ann@sink.test>\r\nRCPT TO:<r0@sink.test>\r\nBDAT ${body.length} LAST\r\n`),
  body,
])
/** MAIL, RCPT, BDAT. */
const repliesToEach = 3

const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true })
await once(socket, 'data')
socket.write('EHLO raw.test\r\n')
await once(socket, 'data')
await send(warmUp)
const startedAt = performance.now()
await send(Number(count))
process.send?.({ ms: performance.now() - startedAt })
socket.destroy()
process.disconnect()

function send(messages: number): Promise<void> {
  return new Promise((resolve) => {
    let left = messages
    let lines = 0
    const take = (chunk: Buffer): void => {
      for (const octet of chunk) if (octet === 0x0a) lines += 1
      if (lines < repliesToEach) return
      lines = 0
      left -= 1
      if (left > 0) {
        socket.write(flight)
        return
      }
      socket.off('data', take)
      resolve()
    }
    socket.on('data', take)
    socket.write(flight)
  })
}
