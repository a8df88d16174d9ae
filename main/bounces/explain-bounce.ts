import { explain, type ExplanationContext } from '../diagnosis/explain.ts'
import type { Explanation } from '../diagnosis/diagnosis.ts'
import type { BouncedRecipient } from './bounce.ts'

/**
 * A bounce in the words of any other refusal: the quoted reply stands for one to RCPT TO at the server that gave it.
 * @param context of the entry; `host` is the server that took it from us, and stands in where none is quoted
 */
export function explainBounce(bounced: BouncedRecipient, context: ExplanationContext): Explanation {
  const code = Number(
    /^\d{3}/.exec(bounced.lines[0] ?? '')?.[0] ?? (bounced.status.startsWith('4') ? 450 : 550),
  )
  const host = bounced.remoteMta ?? context.host
  return explain(
    {
      phase: 'rcpt',
      kind: 'server-reply',
      command: 'RCPT TO',
      detail: '',
      reply: {
        code,
        lines: bounced.lines.length > 0 ? bounced.lines : [String(code)],
        ...(bounced.status === '' ? {} : { enhanced: bounced.status }),
      },
    },
    { ...context, host, serverName: host },
  )
}
