// Calls about transcripts: what was recorded of an attempt, as lines, as text, and beside another session.
import type { AttemptView, TranscriptApi } from '../api.ts'
import type { Attempt } from '../outbox/entry.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { CallError } from '../result.ts'
import type { TranscriptLine } from '../smtp/types.ts'
import type { Store } from '../storage/store.ts'
import { compareTranscripts } from '../transcript/compare.ts'
import { decidingSeq } from '../transcript/deciding.ts'
import { formatTranscript } from '../transcript/format.ts'
import { findLastGood, type GoodSession } from '../transcript/last-good.ts'
import { toStops } from '../transcript/stops.ts'

export interface TranscriptApiDeps {
  readonly store: Pick<Store, 'attempts' | 'transcripts'>
  readonly outbox: Pick<Outbox, 'all'>
}

/** Makes the transcripts part of the Api. */
export function createTranscriptApi({ store, outbox }: TranscriptApiDeps): TranscriptApi {
  const read = async (attemptId: string): Promise<GoodSession> => {
    const attempt = await store.attempts.get(attemptId)
    if (attempt === undefined) throw new CallError('not-found', 'The attempt is not there any more.')
    return { attempt, lines: await store.transcripts.read(attemptId) }
  }
  const lastGood = (attempt: Attempt): Promise<GoodSession | undefined> =>
    findLastGood(attempt, {
      entries: outbox.all(),
      readAttempt: (id) => store.attempts.get(id),
      readLines: (id) => store.transcripts.read(id),
    })
  return {
    get: async ({ attemptId }) => {
      const { attempt, lines } = await read(attemptId)
      const deciding = decidingSeq(lines, attempt)
      return {
        attempt: toView(attempt, lines),
        lines,
        ...(deciding === undefined ? {} : { decidingSeq: deciding }),
      }
    },
    asText: async ({ attemptId }) => ({ text: formatTranscript((await read(attemptId)).lines) }),
    compare: async ({ attemptId, withAttemptId }) => {
      const { attempt, lines } = await read(attemptId)
      const other = withAttemptId === null ? await lastGood(attempt) : await read(withAttemptId)
      if (other === undefined) return { other: null, rows: [] }
      return { other: toView(other.attempt, other.lines), rows: compareTranscripts(other.lines, lines) }
    },
  }
}

function toView(attempt: Attempt, lines: readonly TranscriptLine[]): AttemptView {
  return { ...attempt, stops: toStops(lines, attempt), lineCount: lines.length }
}
