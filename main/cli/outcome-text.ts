import { escapeControls } from '../transcript/format.ts'
import { t } from '../text/t.ts'
import type { MessageResult } from './jobs/job.ts'

/** The outcome of a message for people: lines for a terminal, with nothing of a server that could paint over them. Pure. */
export function formatOutcome(
  { overall, phase, reply, detail, recipients, diagnosis }: MessageResult,
  { host, messageId }: { readonly host: string; readonly messageId: string },
): string {
  const head = overall === 'accepted' ? t('outcome.accepted', { host }) : t(`outcome.${overall}`)
  const where = phase === 'done' ? '' : ` (${phase})`
  const why = reply?.lines ?? (detail === undefined ? [] : [detail])
  const mixed = new Set(recipients.map(({ outcome }) => outcome)).size > 1
  const lines = [
    `${head}${where}`,
    ...why.map((line) => `  ${line}`),
    ...(mixed ? recipients.map(formatRecipient) : []),
    ...(overall === 'unconfirmed' && messageId !== ''
      ? [`  ${t('outcome.message-id', { id: messageId })}`]
      : []),
    ...(diagnosis === undefined
      ? []
      : [`  ${t('outcome.cause', { cause: diagnosis.cause, whoseMove: diagnosis.whoseMove })}`]),
  ]
  return lines.map((line) => `${escapeControls(line)}\n`).join('')
}

function formatRecipient({ address, outcome, code, enhanced }: MessageResult['recipients'][number]): string {
  return ['  ', `${address}:`, outcome, code, enhanced].filter((part) => part !== undefined).join(' ')
}
