import type { Failure } from '../failure.ts'
import { diagnose, type DiagnosisInput } from './diagnose.ts'
import type { Diagnosis } from './diagnosis.ts'

/** What of a diagnosis's input is no part of the failure itself. */
type Around = Pick<DiagnosisInput, 'port' | 'received' | 'unconfirmed'>

/** The diagnosis of a failure as it was stored, with what is known around it. Pure. */
export function diagnoseFailure(failure: Failure, around: Around = {}): Diagnosis {
  const { phase, kind, detail, reply, errorCode, certificate, otherPort } = failure
  return diagnose({
    phase,
    kind,
    detail,
    ...(reply === undefined ? {} : { lines: reply.lines }),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(otherPort === undefined ? {} : { otherPort }),
    ...around,
  })
}
