import { diagnose, type DiagnosisInput } from '../../diagnosis/diagnose.ts'
import type { DeliveryResult } from '../../smtp/types.ts'
import type { JobDiagnosis } from './job.ts'

/** What `--explain` adds to a result that is no full success; of a message that some did not get, about the first of them. */
export function diagnosisOf(result: DeliveryResult): JobDiagnosis | undefined {
  const input = inputOf(result)
  if (input === undefined) return undefined
  const { cause, whoseMove, permanent, confidence } = diagnose(input)
  return { cause, whoseMove, permanent, confidence }
}

function inputOf({ overall, failure, recipients }: DeliveryResult): DiagnosisInput | undefined {
  if (failure !== undefined) {
    const { phase, kind, detail, errorCode, reply } = failure
    return {
      phase,
      kind,
      detail,
      ...(errorCode === undefined ? {} : { errorCode }),
      ...(reply === undefined ? {} : { lines: reply.lines }),
      ...(overall === 'unconfirmed' ? { unconfirmed: true } : {}),
    }
  }
  const missed = recipients.find(({ outcome }) => outcome === 'deferred' || outcome === 'rejected')
  if (missed?.reply === undefined) return undefined
  return { phase: 'rcpt', kind: 'server-reply', lines: missed.reply.lines }
}
