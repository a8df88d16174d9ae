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

export async function benchDrain({ rounds = 5 } = {}): Promise<Report> {
  const sink = startChild('./sink-process.ts', [], 1)
  const found: { readonly ours: Drained; readonly peer: Usage }[] = []
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    for (let round = 0; round < rounds; round += 1) {
      const words = ['peer', port, messages, octets, connections].map(String)
      found.push({
        ours: await drain(port),
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

async function drain(port: number): Promise<Drained> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-drain-'))
  try {
    const words = [dir, port, messages, connections].map(String)
    return (await runChild('./drain-process.ts', words)) as Drained
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
