// Draining entries that are queued, over four connections, beside nodemailer's pool, which keeps nothing.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstMessage, runChild, startChild } from './child.ts'
import type { Drained } from './drain-process.ts'
import { median, type Report } from './report.ts'
import type { Usage } from './usage.ts'

const messages = 1_000
const octets = 2_000
const connections = 4
/** The peer's process has sent as many before it is measured (throughput-process.ts). */
const warmUp = 500

export async function benchDrain({ rounds = 5 } = {}): Promise<Report> {
  const sink = startChild('./sink-process.ts', [], 1)
  const found: { readonly ours: Drained; readonly warm: Drained; readonly peer: Usage }[] = []
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    for (let round = 0; round < rounds; round += 1) {
      const words = ['peer', port, messages, octets, connections].map(String)
      found.push({
        ours: await drain(port, 0),
        warm: await drain(port, warmUp),
        peer: (await runChild('./throughput-process.ts', words)) as Usage,
      })
    }
  } finally {
    sink.kill()
  }
  const rate = (ms: number) => messages / (ms / 1000)
  const cell = (values: readonly number[], digits = 0) =>
    `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`
  return {
    name: 'drain',
    about: `${messages} queued messages of ${octets / 1000} KB over ${connections} connections, no TLS; each state of a message is stored and synced, commits are shared. Medians of ${rounds} rounds (lowest and highest).`,
    rows: [
      {
        what: 'Sendoff, messages a second',
        figure: cell(found.map(({ ours }) => rate(ours.usage.ms))),
        goal: '',
      },
      {
        what: "nodemailer's pool, messages a second",
        figure: cell(found.map(({ peer }) => rate(peer.ms))),
        goal: '',
      },
      {
        what: 'Sendoff : nodemailer, in the same round',
        figure: cell(
          found.map(({ ours, peer }) => peer.ms / ours.usage.ms),
          2,
        ),
        goal: 'at least 0.8',
      },
      {
        what: `the same, behind ${warmUp} messages as nodemailer's are`,
        figure: cell(
          found.map(({ warm, peer }) => peer.ms / warm.usage.ms),
          2,
        ),
        goal: '',
      },
      {
        what: 'processor time of a message, us: first ones, behind others, nodemailer',
        figure: [
          found.map(({ ours }) => perMessage(ours.usage)),
          found.map(({ warm }) => perMessage(warm.usage)),
          found.map(({ peer }) => perMessage(peer)),
        ]
          .map((values) => cell(values))
          .join(', '),
        goal: '',
      },
      {
        what: 'commits, each one sync, for a message',
        figure: cell(
          found.map(({ ours }) => ours.commits / messages),
          2,
        ),
        goal: 'two states, shared',
      },
      {
        what: 'as many bare syncs one after the other, a second',
        figure: cell(found.map(({ ours }) => rate(ours.bareSyncsMs))),
        goal: '',
      },
      {
        what: 'main-process stall meanwhile, 99.9th percentile, ms',
        figure: cell(found.map(({ ours }) => ours.usage.stallP999Ms)),
        goal: 'under 50',
      },
    ],
    goals: [
      {
        what: "messages a second beside nodemailer's pool",
        is: 'at least',
        limit: 0.8,
        rounds: found.map(({ ours, peer }) => peer.ms / ours.usage.ms),
      },
    ],
  }
}

function perMessage({ cpuMs }: Usage): number {
  return (1_000 * cpuMs) / messages
}

/** One run in a process and a profile of its own. `warmUp`: so many messages go before those that are measured; `profiles`: a folder for them. */
export async function drain(
  port: number,
  warmUp: number,
  { count = messages, profiles = '' } = {},
): Promise<Drained> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-drain-'))
  try {
    const words = [dir, port, count, connections, warmUp, profiles].map(String)
    return (await runChild('./drain-process.ts', words)) as Drained
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
