// A server that cannot be reached: other ports and kinds of security are tried from the message, and said.
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../scripts/support/free-port.ts'
import { entryIn, goTo, sendLetter, writeLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
let standing: Server
/** An address of its own: no other test meets its port. */
const host = '127.0.0.7'
const dataDir = createProfile()

/** It answers, and offers no TLS: what a filter on the way may leave of a server. */
function listenAt(port: number): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('220 mail.example.org ESMTP\r\n')
    socket.on('data', (octets) => {
      socket.write(octets.toString().startsWith('QUIT') ? '221 bye\r\n' : '250 mail.example.org\r\n')
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

const press = (name: string) =>
  program.main.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()

beforeAll(async () => {
  standing = await listenAt(2525)
  program = await startProgram({ dataDir })
  const { main } = program
  await main.getByRole('textbox', { name: 'Your e-mail address' }).fill('ann@example.org')
  await press('Add your outgoing server')
  await press('Set up by hand')
  const fill = (name: string, value: string) => main.getByRole('textbox', { name, exact: true }).fill(value)
  await fill('Name', 'Kestrel')
  await fill('Your name', 'Ann Example')
  await fill('Host', host)
  await fill('Port', String(await freePort()))
  await press('Save')
  await main.getByRole('list', { name: 'Servers' }).getByText('Kestrel', { exact: true }).waitFor()
  const page = await program.compose(() => press('New message'))
  await writeLetter(page, { to: ['bert@example.net'], subject: 'Not reached' })
  await sendLetter(page)
}, 60_000)

afterAll(async () => {
  await program.quit()
  await new Promise((resolve) => standing.close(resolve))
  removeProfile(dataDir)
})

it('P14: tries the other ports of the host from the message, and says which one answers', async () => {
  const { main } = program
  await goTo(main, 'Outbox')
  await entryIn(main, 'Not reached').getByRole('link').click()
  await main
    .getByText(/^This network does not let mail through on port \d+$/)
    .first()
    .waitFor()
  await main.getByText(/Port 2525 of 127\.0\.0\.7 answers from here/).waitFor()
  await press('Try other port and security')
  const ways = main.getByRole('region', { name: 'Other port and security' })
  await ways.getByText(/^The host answers at port 2525:/).waitFor()
  const way = (name: RegExp) => ways.getByRole('row').filter({ has: main.getByRole('rowheader', { name }) })
  await way(/^Port 2525, STARTTLS/)
    .getByText('127.0.0.7 does not offer encryption')
    .waitFor()
  expect(
    await way(/^Port 465/)
      .getByText('127.0.0.7 does not take connections on port 465')
      .count(),
  ).toBe(1)
  expect(await findViolations(main)).toEqual([])
  await main.setViewportSize({ width: 900, height: 600 })
  expect(await findViolations(main)).toEqual([])
  expect(program.faults()).toEqual([])
})
