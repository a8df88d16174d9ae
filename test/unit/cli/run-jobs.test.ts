import { expect, it } from 'vitest'
import { runJobs } from '../../../main/cli/jobs/run-jobs.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

const message = { from: 'a@example.org', to: [{ address: 'b@example.net' }], raw: 'aGkNCg==' }
const line = (id: string, host: string) =>
  `${JSON.stringify({ id, host, port: 25, security: 'none', messages: [message] })}\n`

it('a fault of ours in one job is told in its place, and the others run', async () => {
  const written: string[] = []
  const { refused } = await runJobs(
    { concurrency: 1, explain: false, withTranscript: false },
    {
      openClient: ({ host }) =>
        host === 'broken'
          ? Promise.reject(new Error('no recipient was refused'))
          : Promise.resolve({ ok: false, failure: { phase: 'connect', kind: 'network', detail: 'down' } }),
      clock: createFakeClock(),
      random: createSeededRandom(),
      input: (async function* () {
        yield line('1', 'broken') + line('2', 'fine')
      })(),
      write: (text) => {
        written.push(text)
        return Promise.resolve()
      },
    },
  )
  expect(written.map((text) => JSON.parse(text) as unknown)).toMatchObject([
    { id: '1', error: 'internal fault: no recipient was refused' },
    { id: '2', messages: [{ overall: 'deferred', phase: 'connect' }] },
  ])
  expect(refused).toBe(true)
})
