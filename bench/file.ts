// One message with one large file, made and sent: ours beside nodemailer's pool, in alternating runs.
import { firstMessage, runChild, startChild } from './child.ts'
import type { WayName } from './file-ways.ts'
import type { Goal } from './goals.ts'
import { median, type Report } from './report.ts'
import type { Usage } from './usage.ts'

const mega = 1_000_000
const sizes = [100 * mega, 400 * mega]

const rows: Readonly<Record<Exclude<WayName, 'peer'>, string>> = {
  direct: 'engine and MIME: made while it is sent',
  spool: 'written to the spool, checked, sent from there',
  binary: 'ready binary message, jobs, BINARYMIME',
  ready: 'ready octets on a socket (the limit)',
}
const ours = ['direct', 'spool', 'binary', 'ready'] as const

type Round = Readonly<Record<WayName, Usage>>

export async function benchFile({ rounds = 5 } = {}): Promise<Report> {
  const sink = startChild('./sink-process.ts', [], 1)
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    const found: Report['rows'][number][] = []
    const goals: Goal[] = []
    for (const size of sizes) {
      const runs = await alternate(port, size, rounds)
      found.push(...ours.map((way) => toRow(size, way, runs)), peerRow(size, runs))
      goals.push(...goalsOf(size, runs))
    }
    return {
      name: 'file',
      about: `A message with one file, from the file to the final reply. "Made while it is sent" is the way of \`sendoff send --attach\`, and what nodemailer does; the outbox writes the message to the spool with its hash (nothing is synced here), checks it and sends it from there, which nodemailer does not. The binary message is ready on the disk; its ratio is to nodemailer, which makes base64 of the same file. No TLS, no sign-in; medians of ${rounds} alternating rounds (lowest and highest), each in a new process on core 0, the sink on core 1.`,
      rows: found,
      goals,
    }
  } finally {
    sink.kill()
  }
}

async function alternate(port: number, size: number, rounds: number): Promise<readonly Round[]> {
  const run = async (way: WayName) =>
    (await runChild('./file-process.ts', [way, port, size].map(String), 0)) as Usage
  const found: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    found.push({
      direct: await run('direct'),
      peer: await run('peer'),
      spool: await run('spool'),
      binary: await run('binary'),
      ready: await run('ready'),
    })
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
    goal('wall time beside nodemailer', 0.27, ({ direct, peer }) => direct.ms / peer.ms),
    goal('processor time beside nodemailer', 0.27, ({ direct, peer }) => direct.cpuMs / peer.cpuMs),
    goal('memory growth, MB,', 12, ({ direct }) => direct.rssGrowth / mega),
    goal('binary, wall time beside nodemailer', 0.12, ({ binary, peer }) => binary.ms / peer.ms),
  ]
}

function toRow(size: number, way: keyof typeof rows, rounds: readonly Round[]): Report['rows'][number] {
  const ratio = (field: 'ms' | 'cpuMs') => {
    const ratios = rounds.map((round) => round[way][field] / round.peer[field])
    return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`
  }
  return {
    what: `${size / mega} MB, ${rows[way]}`,
    ...figures(rounds.map((round) => round[way])),
    'time : nodemailer': ratio('ms'),
    'CPU : nodemailer': ratio('cpuMs'),
  }
}

function peerRow(size: number, rounds: readonly Round[]): Report['rows'][number] {
  return { what: `${size / mega} MB, nodemailer`, ...figures(rounds.map(({ peer }) => peer)) }
}

function figures(found: readonly Usage[]): Report['rows'][number] {
  const of = (field: 'ms' | 'cpuMs') => (median(found.map((usage) => usage[field])) / 1000).toFixed(2)
  return {
    'time, s': of('ms'),
    'CPU, s': of('cpuMs'),
    'memory growth, MB': (median(found.map(({ rssGrowth }) => rssGrowth)) / mega).toFixed(0),
  }
}
