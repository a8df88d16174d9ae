// What keys cost in the thread of a page: the task that handles each, and the work of the frame behind it.
import type { Page } from 'playwright-core'

/** Of one key, ms. */
export interface KeyCost {
  /** From the key to the end of the frame that shows it. */
  readonly shownMs: number
  /** The thread's own part of it: the task of the key, and script, style, layout and paint of the frame. */
  readonly ownMs: number
}

export interface Typed {
  readonly keys: readonly KeyCost[]
  /** Time of the thread on the processor for each key, ms: all that it did meanwhile, timers too. */
  readonly cpuMs: number
  /** The part of that in style and layout, ms. */
  readonly layoutMs: number
  /** Tasks of 50 ms and more. */
  readonly longTasks: number
}

interface Watch {
  keys: KeyCost[]
  longTasks: number
}

/** Begins to measure in this page; once for each page. */
export async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch: Watch = { keys: [], longTasks: 0 }
    Object.assign(window, { watch })
    /** Runs as a task of its own, behind the one that is running. */
    const behind = (run: () => void) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = run
      port2.postMessage(null)
    }
    const onKey = ({ timeStamp }: Event) => {
      const startedAt = performance.now()
      let taskMs = 0
      behind(() => (taskMs ||= performance.now() - startedAt))
      requestAnimationFrame(() => {
        const frameAt = performance.now()
        // The frame may come before the message that ends the task.
        if (taskMs === 0) taskMs = frameAt - startedAt
        behind(() => {
          const now = performance.now()
          watch.keys.push({ shownMs: now - timeStamp, ownMs: taskMs + now - frameAt })
        })
      })
    }
    window.addEventListener('keydown', onKey, { capture: true })
    new PerformanceObserver((list) => (watch.longTasks += list.getEntries().length)).observe({
      type: 'longtask',
    })
  })
}

/** Presses the keys one after the other, `gapMs` apart. */
export async function typeKeys(page: Page, keys: readonly string[], gapMs: number): Promise<Typed> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const metrics = async () => {
    const { metrics: all } = await session.send('Performance.getMetrics')
    return new Map(all.map(({ name, value }) => [name, value * 1000]))
  }
  await page.evaluate(() => {
    const { watch } = window as unknown as { watch: Watch }
    watch.keys = []
    watch.longTasks = 0
  })
  const before = await metrics()
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(gapMs)
  }
  await page.waitForTimeout(100)
  const after = await metrics()
  const spent = (...names: readonly string[]) =>
    names.reduce((sum, name) => sum + (after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN), 0) /
    keys.length
  const { keys: costs, longTasks } = await page.evaluate(() => (window as unknown as { watch: Watch }).watch)
  await session.detach()
  return {
    keys: costs,
    longTasks,
    cpuMs: spent('TaskDuration'),
    layoutMs: spent('LayoutDuration', 'RecalcStyleDuration'),
  }
}

/** What stands at this share of the values in their order. */
export function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
