// Small messages over one and four connections, and one large file: ours beside nodemailer's pool, in alternating runs.
import { runChild, startChild, firstMessage } from './child.ts'
import type { Goal } from './goals.ts'
import { median, type Report } from './report.ts'
import type { Usage } from './usage.ts'

interface Work {
  readonly name: string
  readonly count: number
  readonly octets: number
  readonly connections: number
  /** Messages a second beside nodemailer's. */
  readonly goal?: number
  /** With the option `queueInFlight`. */
  readonly isWindow?: true
}

const mega = 1_000_000
const works: readonly Work[] = [
  { name: '4 000 messages of 2 KB, 1 connection', count: 4000, octets: 2000, connections: 1, goal: 3.5 },
  { name: '4 000 messages of 2 KB, 4 connections', count: 4000, octets: 2000, connections: 4, goal: 8 },
  {
    name: 'the same, queue in flight, 1 connection',
    ...{ count: 20_000, octets: 2000, connections: 1, isWindow: true },
  },
  {
    name: 'the same, queue in flight, 4 connections',
    ...{ count: 20_000, octets: 2000, connections: 4, isWindow: true },
  },
  { name: 'a 50 MB file', count: 1, octets: 50 * mega, connections: 1 },
  { name: 'a 400 MB file', count: 1, octets: 400 * mega, connections: 1 },
]

/** Five alternating runs of each; each in a new process. */
export async function benchThroughput({ rounds = 5 } = {}): Promise<Report> {
  const sink = startChild('./sink-process.ts', [], 1)
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    const rows: Record<string, string | number>[] = []
    const goals: Goal[] = []
    for (const work of works) {
      const found = await alternate(work, port, rounds)
      rows.push(toRow(work, found))
      goals.push(...goalsOf(work, found))
    }
    return {
      name: 'throughput',
      about: `Medians of ${rounds} alternating runs (lowest and highest ratio of a round in brackets), each in a new process kept on core 0, the sink on core 1; a file is read from disk, the rest from memory.`,
      rows,
      goals,
    }
  } finally {
    sink.kill()
  }
}

interface Round {
  readonly ours: Usage
  readonly peer: Usage
}

async function alternate(work: Work, port: number, rounds: number): Promise<readonly Round[]> {
  const run = async (client: 'ours' | 'peer'): Promise<Usage> => {
    const word = client === 'ours' && work.isWindow === true ? 'window' : client
    const words = [word, port, work.count, work.octets, work.connections].map(String)
    return (await runChild('./throughput-process.ts', words, 0)) as Usage
  }
  const found: Round[] = []
  for (let round = 0; round < rounds; round++) {
    // Who begins changes, so that neither always runs behind the other.
    if (round % 2 === 0) {
      const ours = await run('ours')
      found.push({ ours, peer: await run('peer') })
    } else {
      const peer = await run('peer')
      found.push({ ours: await run('ours'), peer })
    }
  }
  return found
}

function goalsOf({ name, goal }: Work, found: readonly Round[]): readonly Goal[] {
  if (goal === undefined) return []
  return [
    {
      what: `${name}: rate beside nodemailer's`,
      is: 'at least',
      limit: goal,
      rounds: found.map(({ ours, peer }) => peer.ms / ours.ms),
    },
    {
      what: `${name}: processor time beside nodemailer's`,
      is: 'at most',
      limit: 0.2,
      rounds: found.map(({ ours, peer }) => ours.cpuMs / peer.cpuMs),
    },
  ]
}

function toRow({ name, count, octets }: Work, rounds: readonly Round[]): Record<string, string | number> {
  const of = (client: 'ours' | 'peer', field: keyof Usage) =>
    median(rounds.map((round) => round[client][field]))
  const ratio = (field: 'ms' | 'cpuMs') => {
    const ratios = rounds.map(({ ours, peer }) => ours[field] / peer[field])
    return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`
  }
  const rate = (client: 'ours' | 'peer') => {
    const seconds = of(client, 'ms') / 1000
    return count > 1 ? `${Math.round(count / seconds)} /s` : `${Math.round(octets / mega / seconds)} MB/s`
  }
  const growth = (client: 'ours' | 'peer') => `${(of(client, 'rssGrowth') / mega).toFixed(0)} MB`
  return {
    work: name,
    ours: rate('ours'),
    nodemailer: rate('peer'),
    'time ratio': ratio('ms'),
    'CPU ours': `${of('ours', 'cpuMs').toFixed(0)} ms`,
    'CPU nodemailer': `${of('peer', 'cpuMs').toFixed(0)} ms`,
    'CPU ratio': ratio('cpuMs'),
    'RSS growth ours': growth('ours'),
    'RSS growth nodemailer': growth('peer'),
  }
}
