// Calls about transcripts: what was recorded of an attempt, as lines and as text.
import type { TranscriptApi, TranscriptPage } from '../api.ts'
import { CallError } from '../result.ts'
import type { Store } from '../storage/store.ts'
import { decidingSeq } from '../transcript/deciding.ts'
import { formatTranscript } from '../transcript/format.ts'
import { toStops } from '../transcript/stops.ts'

export interface TranscriptApiDeps {
  readonly store: Pick<Store, 'attempts' | 'transcripts'>
}

/** Makes the transcripts part of the Api. */
export function createTranscriptApi({ store }: TranscriptApiDeps): TranscriptApi {
  const read = async (attemptId: string): Promise<TranscriptPage> => {
    const attempt = await store.attempts.get(attemptId)
    if (attempt === undefined) throw new CallError('not-found', 'The attempt is not there any more.')
    const lines = await store.transcripts.read(attemptId)
    const deciding = decidingSeq(lines, attempt)
    return {
      attempt: { ...attempt, stops: toStops(lines, attempt), lineCount: lines.length },
      lines,
      ...(deciding === undefined ? {} : { decidingSeq: deciding }),
    }
  }
  return {
    get: ({ attemptId }) => read(attemptId),
    asText: async ({ attemptId }) => ({ text: formatTranscript((await read(attemptId)).lines) }),
  }
}
