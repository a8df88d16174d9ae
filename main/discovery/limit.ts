import type { Clock } from '../clock.ts'

export type Limited<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: 'timeout' | 'cancelled' }

/**
 * Runs `work` for at most `ms` ms, or until `outer` ends it: its signal is aborted then, and nobody waits for it any longer.
 * What `work` throws in time is thrown.
 */
export async function withLimit<T>(
  { clock, signal: outer }: { readonly clock: Clock; readonly signal: AbortSignal },
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Limited<T>> {
  if (outer.aborted) return { ok: false, why: 'cancelled' }
  const controller = new AbortController()
  const { promise: ended, resolve } = Promise.withResolvers<Limited<T>>()
  const end = (why: 'timeout' | 'cancelled') => {
    resolve({ ok: false, why })
    controller.abort()
  }
  const cancel = () => end('cancelled')
  outer.addEventListener('abort', cancel, { once: true })
  const timer = clock.after(ms, () => end('timeout'))
  try {
    return await Promise.race([
      ended,
      work(controller.signal).then((value): Limited<T> => ({ ok: true, value })),
    ])
  } finally {
    timer.cancel()
    outer.removeEventListener('abort', cancel)
  }
}

/** Runs `work` on each, at most `width` at a time; the answers in the order of `all`. */
export async function inParallel<T, R>(
  all: readonly T[],
  width: number,
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const answers = new Map<number, R>()
  let next = 0
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) {
      const one = all[at]
      if (one !== undefined) answers.set(at, await work(one))
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, all.length) }, worker))
  return all.flatMap((_, at) => answers.get(at) ?? [])
}
