// Over a line with a round trip of its own: many recipients of one message, and many messages of one merge.
import { createLetter, createText, openOurs, openPeer, type Sender, type Target } from './clients.ts'
import type { Goal } from './goals.ts'
import { median, type Report } from './report.ts'
import { startSink } from './sink.ts'

const merge = 500
const recipients = 500
const small = createText(2000)

/** What the sink lists. */
const chunking = ['PIPELINING', 'CHUNKING', '8BITMIME', 'SIZE 1073741824']
const pipelining = ['PIPELINING', '8BITMIME', 'SIZE 1073741824']

interface Measured {
  readonly row: Readonly<Record<string, string>>
  readonly goal: Goal
}

export async function benchLongLine({ rounds = 5 } = {}): Promise<Report> {
  const found = [
    await benchRecipients(rounds),
    await benchMerge('CHUNKING', chunking, 1),
    await benchMerge('DATA', pipelining, 2),
  ]
  return {
    name: 'long-line',
    about: `One connection, no TLS, no sign-in. The first row: medians of ${rounds} alternating rounds, from connect to the final reply, ratio in the same round. The others: one run, from the first MAIL to the last 250, beside the round trips that the protocol asks for.`,
    rows: found.map(({ row }) => row),
    goals: found.map(({ goal }) => goal),
  }
}

async function benchRecipients(rounds: number): Promise<Measured> {
  const roundTripMs = 20
  const sink = await startSink({ extensions: chunking, roundTripMs })
  const target: Target = { port: sink.port, security: 'none', signIn: false }
  const letter = createLetter(small, recipients)
  const times: { ours: number; peer: number }[] = []
  const trips = { ours: 0, peer: 0 }
  const run = async (client: 'ours' | 'peer'): Promise<number> => {
    sink.reset()
    const startedAt = performance.now()
    const sender: Sender = client === 'ours' ? await openOurs(target) : openPeer(target)
    await sender.send(letter)
    const ms = performance.now() - startedAt
    trips[client] = sink.counts.roundTripsToLastReply
    await sender.close()
    return ms
  }
  await run('ours')
  await run('peer')
  for (let round = 0; round < rounds; round += 1)
    times.push({ ours: await run('ours'), peer: await run('peer') })
  await sink.close()
  const ratios = times.map(({ ours, peer }) => ours / peer)
  const work = `${recipients} recipients, ${roundTripMs} ms`
  return {
    row: {
      work,
      'round trips': `${trips.ours} (nodemailer ${trips.peer})`,
      time: `${median(times.map(({ ours }) => ours)).toFixed(0)} ms (nodemailer ${median(times.map(({ peer }) => peer)).toFixed(0)} ms)`,
      measured: `${median(ratios).toFixed(2)} × nodemailer`,
      goal: '4 round trips, 0.77 ×',
    },
    goal: { what: `${work}: time beside nodemailer's`, is: 'at most', limit: 0.77, rounds: ratios },
  }
}

async function benchMerge(name: string, extensions: readonly string[], tripsEach: number): Promise<Measured> {
  const roundTripMs = 50
  const sink = await startSink({ extensions, roundTripMs })
  const sender = await openOurs({ port: sink.port, security: 'none', signIn: false })
  await sender.send(createLetter(small))
  sink.reset()
  const startedAt = performance.now()
  for (let n = 0; n < merge; n += 1) await sender.send(createLetter(small))
  const ms = performance.now() - startedAt
  const trips = sink.counts.roundTripsToLastReply
  await sender.close()
  await sink.close()
  const times = ms / (merge * roundTripMs * tripsEach)
  const work = `${merge} messages, ${roundTripMs} ms, ${name}`
  return {
    row: {
      work,
      'round trips': `${trips}`,
      time: `${(ms / 1000).toFixed(1)} s`,
      measured: `${times.toFixed(2)} × ${tripsEach} round trip${tripsEach === 1 ? '' : 's'} a message`,
      goal: '1.2 ×',
    },
    goal: { what: `${work}: time beside its round trips`, is: 'at most', limit: 1.2, rounds: [times] },
  }
}
