// The limit of a large message: octets that are ready, written to a socket, and nothing else done than waiting for the reply.
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Way } from './file-ways.ts'

const pieceOctets = 262_144

/** A way that sends `octets` by one BDAT. */
export async function sendReady(port: number, octets: number): Promise<Way> {
  const piece = Buffer.alloc(pieceOctets, `${'QUJD'.repeat(19)}\r\n`)
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'data')
  const said = listen(socket)
  socket.write('EHLO ready.test\r\nMAIL FROM:<ann@sink.test>\r\nRCPT TO:<r0@sink.test>\r\n')
  await said('250 2.0.0 ok\r\n250 2.0.0 ok\r\n')
  return {
    async send() {
      socket.write(`BDAT ${octets} LAST\r\n`)
      for (let left = octets; left > 0; left -= pieceOctets) {
        const hasRoom = socket.write(left < pieceOctets ? piece.subarray(0, left) : piece)
        if (!hasRoom) await once(socket, 'drain')
      }
      await said('250 2.0.0 taken\r\n')
    },
    close: () => {
      socket.destroy()
      return Promise.resolve()
    },
  }
}

/** Resolves when the server has said these words, at the end of all that it has said. */
function listen(socket: NodeJS.EventEmitter): (words: string) => Promise<void> {
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
  return async (words) => {
    while (!text.endsWith(words)) await once(socket, 'data')
  }
}
