// A start while the program before is still ending: its windows are gone, and its last message waits for an answer.
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { createProfile, removeProfile, startProgram, type Program } from './support/program.ts'

const dataDir = createProfile()
const running: Program[] = []
let taken = 0

/** Takes a message and never says so. */
const server = createServer((socket) => {
  socket.on('error', () => undefined)
  socket.write('220 mail.lakeside.example ESMTP\r\n')
  let isContent = false
  socket.on('data', (data: Buffer) => {
    for (const line of data.toString().split('\r\n').filter(Boolean)) {
      if (isContent) {
        if (line === '.') taken += 1
      } else if (line === 'DATA') {
        isContent = true
        socket.write('354 go on\r\n')
      } else socket.write('250 ok\r\n')
    }
  })
})

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})

afterAll(async () => {
  for (const program of running) await program.quit()
  server.close()
  removeProfile(dataDir)
})

async function start(): Promise<Program> {
  const program = await startProgram({ dataDir })
  running.push(program)
  return program
}

async function sendTo(program: Program, port: number): Promise<void> {
  await program.main.evaluate(async (at) => {
    const { drafts, identities, outbox, servers, settings } = window.sendoff
    await settings.set({ undoSeconds: 0 })
    const saved = await servers.save({
      ...{ id: null, name: 'Lakeside', yourName: 'Anna', email: 'anna@lakeside.example', host: '127.0.0.1' },
      ...{ port: at, security: 'none', user: '', password: null, ehloName: '', allowInsecureAuth: false },
      isDefault: true,
    })
    if (!saved.ok || !saved.value.saved) throw new Error(JSON.stringify(saved))
    const own = await identities.list()
    const identityId = own.ok ? (own.value[0]?.id ?? null) : null
    const content = { identityId, to: ['bea@lakeside.example'], subject: 'No answer', text: 'Hello.' }
    const made = await drafts.create({ content })
    if (!made.ok) throw new Error(made.failure.message)
    const queued = await outbox.enqueue({ draftId: made.value.id, content: made.value.content })
    if (!queued.ok || !queued.value.queued) throw new Error(JSON.stringify(queued))
  }, port)
}

const stateIn = (program: Program) =>
  program.main.evaluate(async () => {
    const list = await window.sendoff.outbox.list({ list: 'outbox', offset: 0, limit: 10 })
    return list.ok ? list.value.entries.map(({ state }) => state) : []
  })

it('P3: a start while the program ends opens its window at once, and sends nothing a second time', async () => {
  const first = await start()
  await sendTo(first, (server.address() as AddressInfo).port)
  await expect.poll(() => taken, { timeout: 10_000 }).toBe(1)
  const quitting = first.quit()
  await expect
    .poll(() => first.host({ ask: 'records', member: 'app.releaseSingleInstanceLock' }), { timeout: 10_000 })
    .toHaveLength(1)
  const second = await start()
  // As the first has it until its grace is over; on a busy machine that may be by now.
  expect(['sending', 'unconfirmed']).toContain((await stateIn(second))[0])
  await quitting
  await expect.poll(() => stateIn(second), { timeout: 15_000 }).toEqual(['unconfirmed'])
  expect(taken).toBe(1)
  expect(second.output()).not.toContain(' error ')
}, 60_000)
