// The text of an answer: room to write, the signature, and below it what the other wrote.
import type { Signature } from '../../identities/identity.ts'
import { t } from '../../text/t.ts'
import { formatDate, formatTime } from '../../text/clock-time.ts'
import { maxRichLength, type FileMailbox, type MessageFile } from '../import/message-file.ts'
import { plainToHtml, toBlocks, toInline } from '../plain-html.ts'
import { toTexts } from './recipients.ts'

/** The same text in both forms; `html` undefined: plain. */
export interface AnswerBody {
  readonly text: string
  readonly html?: string
}

/** Characters that are quoted at most: a draft takes five million. */
const maxQuoted = 4_000_000

/** The message as a quote, one level deeper than it is, below the line that says whose words they are. */
export function quoteBody(message: MessageFile, signature: Signature | undefined, rich: boolean): AnswerBody {
  const line = attribution(message)
  const lines = message.text.slice(0, maxQuoted).split('\n').map(toQuote)
  // Its signs make it longer.
  const quoted = lines.join('\n').slice(0, maxQuoted)
  const text = `${above(signature)}${line}\n${quoted}`
  if (!rich) return { text }
  const cite = `<blockquote type="cite">${richOf(message)}</blockquote>`
  return { text, html: `${richAbove(signature)}${toBlocks([line])}${cite}<div><br></div>` }
}

/** The message as it is, below its header. */
export function forwardBody(
  message: MessageFile,
  signature: Signature | undefined,
  rich: boolean,
): AnswerBody {
  const head = [t('answer.forwarded'), ...headerLines(message), '']
  const text = `${above(signature)}${[...head, message.text.slice(0, maxQuoted)].join('\n')}`
  if (!rich) return { text }
  return { text, html: `${richAbove(signature)}${toBlocks(head)}${richOf(message)}` }
}

/** A quote grows by its sign alone, so that signs stand side by side (RFC 3676 4.5). */
function toQuote(line: string): string {
  if (line.startsWith('>')) return `>${line}`
  return line === '' ? '>' : `> ${line}`
}

/** Characters whose rich form is surely one that a draft takes: a line end alone has some twenty there. */
const surelyFits = 400_000

function richOf({ html, text }: MessageFile): string {
  if (html !== null) return html
  const rich = plainToHtml(text.slice(0, maxQuoted))
  return rich.length <= maxRichLength ? rich : plainToHtml(text.slice(0, surelyFits))
}

/** A free line for the cursor, then the signature, then a free line before what is not the person's own. */
function above(signature: Signature | undefined): string {
  return signature === undefined ? '\n\n' : `\n\n-- \n${signature.text}\n\n`
}

function richAbove(signature: Signature | undefined): string {
  const free = '<div><br></div>'
  if (signature === undefined) return free + free
  const lines = ['-- ', ...signature.text.split(/\r?\n/)].map(toInline)
  return `${free}${free}<div>${lines.join('<br>')}</div>${free}`
}

function attribution({ from, date }: MessageFile): string {
  const name = from[0]?.name ?? from[0]?.address ?? t('answer.somebody')
  if (date === null) return t('answer.wrote', { name })
  return t('answer.wroteAt', { name, date: formatDate(date), time: formatTime(date) })
}

function headerLines({ from, date, subject, to, cc }: MessageFile): readonly string[] {
  const list = (mailboxes: readonly FileMailbox[]) => toTexts(mailboxes).join(', ')
  const when = date === null ? '' : t('answer.dateTime', { date: formatDate(date), time: formatTime(date) })
  return [
    [t('answer.from'), list(from)],
    [t('answer.date'), when],
    [t('answer.subject'), subject.replaceAll('\t', ' ')],
    [t('answer.to'), list(to)],
    [t('answer.cc'), list(cc)],
  ].flatMap(([label = '', value = '']) => (value === '' ? [] : [`${label} ${value}`]))
}
