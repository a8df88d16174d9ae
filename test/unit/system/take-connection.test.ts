import { createServer, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { takesConnection } from '../../../main/system/take-connection.ts'

it('tells whether a port takes a connection, and leaves it alone', async () => {
  let octets = 0
  const server = createServer((socket) => {
    socket.on('data', (chunk) => (octets += chunk.length))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  expect(await takesConnection('127.0.0.1', port)).toBe(true)
  await new Promise((resolve) => server.close(resolve))
  expect(await takesConnection('127.0.0.1', port)).toBe(false)
  expect(octets).toBe(0)
})
