// What a piece of work costs this process.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'

export interface Usage {
  readonly ms: number
  /** User and system time of all threads. */
  readonly cpuMs: number
  /** Highest resident set, sampled each 5 ms, over that before; octets. */
  readonly rssGrowth: number
  /** 99.9th percentile of how late the main thread's timers were, and the longest; ms. */
  readonly stallP999Ms: number
  readonly stallMaxMs: number
}

const sampleMs = 5

/** Measures `work`; garbage is collected before it where Node allows that. */
export async function measureUsage(work: () => Promise<void>): Promise<Usage> {
  globalThis.gc?.()
  await delay(50)
  const before = process.memoryUsage.rss()
  let highest = before
  const sample = (): void => void (highest = Math.max(highest, process.memoryUsage.rss()))
  const sampler = setInterval(sample, sampleMs)
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  try {
    await work()
  } finally {
    clearInterval(sampler)
    loop.disable()
  }
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpu)
  sample()
  return {
    ms,
    cpuMs: (user + system) / 1000,
    rssGrowth: highest - before,
    stallP999Ms: loop.percentile(99.9) / 1e6,
    stallMaxMs: loop.max / 1e6,
  }
}
