// A job with `queueInFlight`: its messages are under way together, its results are those of each.
import { expect, it } from 'vitest'
import { jobFor, messageTo, resultsOf } from './program.ts'
import { serve } from './serving.ts'

const ehlo = ['PIPELINING', 'CHUNKING']
const flight = { options: { queueInFlight: true } }
const messages = Array.from({ length: 6 }, (_, at) => messageTo(`${at}@example.net`))
const overall = (results: Awaited<ReturnType<typeof resultsOf>>) => results.map((result) => result.overall)

it('messages of a job go in order on one session with RSET between them', async () => {
  const { port, visits } = await serve({ ehlo })
  expect(overall(await resultsOf(jobFor(port, { messages, ...flight })))).toEqual(
    messages.map(() => 'accepted'),
  )
  expect(visits).toHaveLength(1)
  const { commands = [], contents = [] } = visits[0] ?? {}
  expect(commands.filter((line) => line.startsWith('RCPT'))).toEqual(
    messages.map((_, at) => `RCPT TO:<${at}@example.net>`),
  )
  expect(commands.filter((line) => line === 'RSET').length).toBeGreaterThan(0)
  expect(contents).toHaveLength(6)
  expect(commands.at(-1)).toBe('QUIT')
})

it('each has its own result', async () => {
  const on = {
    RCPT: ['250 ok', '550 5.1.1 nobody', '250 ok'],
    BDAT: ['250 ok', '503 no', '451 4.3.0 later', '250 ok'],
  }
  const { port } = await serve({ ehlo, on })
  expect(overall(await resultsOf(jobFor(port, { messages: messages.slice(0, 4), ...flight })))).toEqual([
    'accepted',
    'rejected',
    'deferred',
    'accepted',
  ])
})

it('P6: a connection that ends in the middle: those that have left are unconfirmed, and nothing that was taken is sent twice', async () => {
  const { port, visits } = await serve({ ehlo, on: { BDAT: ['250 ok', '250 ok', 'close'] } }, { ehlo })
  const results = overall(await resultsOf(jobFor(port, { messages, ...flight })))
  expect(results).toContain('unconfirmed')
  // One whose write met the end of the connection has not left: deferred, or on a fresh connection.
  expect(results.every((one) => ['accepted', 'unconfirmed', 'deferred'].includes(one))).toBe(true)
  const taken = visits.reduce((sum, { contents }) => sum + contents.length, 0)
  expect(results.filter((one) => one === 'accepted').length).toBeLessThanOrEqual(taken)
  const named = visits.slice(1).flatMap(({ commands }) => commands.filter((line) => line.startsWith('RCPT')))
  for (const [at, one] of results.entries())
    expect(named.includes(`RCPT TO:<${at}@example.net>`) && one === 'unconfirmed', `${at} ${one}`).toBe(false)
})

it('RFC 9422: MAILMAX holds in a window', async () => {
  const { port, visits } = await serve({ ehlo: [...ehlo, 'LIMITS MAILMAX=4'] })
  expect(overall(await resultsOf(jobFor(port, { messages, ...flight })))).toEqual(
    messages.map(() => 'accepted'),
  )
  expect(visits.map(({ contents }) => contents.length)).toEqual([4, 2])
})
