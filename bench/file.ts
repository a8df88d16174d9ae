// One message with one large file, made and sent: ours beside nodemailer's pool, in alternating runs.
import { firstMessage, runChild, startChild } from './child.ts'
import type { Goal } from './goals.ts'
import { median, type Report } from './report.ts'
import type { Usage } from './usage.ts'

const mega = 1_000_000
const sizes = [100 * mega, 400 * mega]

interface Round {
  readonly ours: Usage
  readonly peer: Usage
}

export async function benchFile({ rounds = 5 } = {}): Promise<Report> {
  const sink = startChild('./sink-process.ts', [], 1)
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    const rows: Report['rows'][number][] = []
    const goals: Goal[] = []
    for (const size of sizes) {
      const found = await alternate(port, size, rounds)
      rows.push(toRow(size, found))
      goals.push(...goalsOf(size, found))
    }
    return {
      name: 'file',
      about: `A message with one file, from the file to the final reply: ours writes it to the spool with its hash (nothing is synced) and sends it from there, nodemailer makes it on the way. No TLS, no sign-in; medians of ${rounds} alternating rounds (lowest and highest), each in a new process on core 0, the sink on core 1.`,
      rows,
      goals,
    }
  } finally {
    sink.kill()
  }
}

async function alternate(port: number, size: number, rounds: number): Promise<readonly Round[]> {
  const run = async (client: 'ours' | 'peer') =>
    (await runChild('./file-process.ts', [client, port, size].map(String), 0)) as Usage
  const found: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    found.push({ ours: await run('ours'), peer: await run('peer') })
  }
  return found
}

function goalsOf(size: number, rounds: readonly Round[]): readonly Goal[] {
  const goal = (what: string, limit: number, of: (round: Round) => number): Goal => ({
    what: `${what} for ${size / mega} MB`,
    is: 'at most',
    limit,
    rounds: rounds.map(of),
  })
  return [
    goal('wall time beside nodemailer', 0.27, ({ ours, peer }) => ours.ms / peer.ms),
    goal('processor time beside nodemailer', 0.27, ({ ours, peer }) => ours.cpuMs / peer.cpuMs),
    goal('memory growth, MB,', 12, ({ ours }) => ours.rssGrowth / mega),
  ]
}

function toRow(size: number, rounds: readonly Round[]): Report['rows'][number] {
  const ratio = (field: 'ms' | 'cpuMs') => {
    const ratios = rounds.map(({ ours, peer }) => ours[field] / peer[field])
    return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`
  }
  const of = (client: 'ours' | 'peer', field: keyof Usage, unit: number) =>
    (median(rounds.map((round) => round[client][field])) / unit).toFixed(unit === mega ? 0 : 2)
  return {
    what: `a file of ${size / mega} MB`,
    'ours, s': of('ours', 'ms', 1000),
    'nodemailer, s': of('peer', 'ms', 1000),
    'time ratio (goal 0.27)': ratio('ms'),
    'CPU ratio (goal 0.27)': ratio('cpuMs'),
    'memory growth, MB (goal 12)': of('ours', 'rssGrowth', mega),
    'nodemailer, MB': of('peer', 'rssGrowth', mega),
  }
}
