import type { TranscriptLine } from '../smtp/types.ts'

/** What stands for a part that differs in every session. */
export const MASK = '…'

const CODE = /^\d{3}[ -]?(?:\d\.\d{1,3}\.\d{1,3}(?: |$))?/
const DATES =
  /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d{1,2},? )?(?:\d{4} )?\d{1,2}:\d\d(?::\d\d)?(?: \d{4})?(?: ?(?:[+-]\d{4}|[A-Z]{2,4}\b))?(?: \([A-Z]{2,5}\))?/g
const ISO = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g
const CLOCK = /\b\d\d:\d\d:\d\d(?:\.\d+)?\b/g
const IPV4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g
const IPV6 = /(?:\b[0-9a-f]{1,4}|:)(?::[0-9a-f]{0,4}){2,7}/gi
const OCTETS = /\b\d+(?= octets\b)/g
const SIZE = /\bSIZE=\d+/gi
const MESSAGE_ID = /<[^<>\s@]+@[^<>\s]+>/g
const NAMED_ID = /\b(queued as|id|InternalId|Message-ID|qid|ticket|session)([ =:]+)[^\s\])};,]+/gi
/** Words of which a label has letters and digits, or only many digits. */
const WORD = /[A-Za-z0-9_.+/=-]{3,}/g

function isRandomLabel(label: string): boolean {
  if (/^\d{6,}$/.test(label)) return true
  return /\d/.test(label) && /[A-Za-z]/.test(label) && label.length >= 4
}

/** The parts of a word that no two sessions share: ids, and the numbered labels of host names. */
function maskWord(word: string): string {
  return word
    .split('.')
    .map((label) => (isRandomLabel(label) ? MASK : label))
    .join('.')
}

/** Addresses are not random: they are what may be refused. */
function maskWords(text: string): string {
  return text
    .split(' ')
    .map((part) => (part.includes('@') ? part : part.replace(WORD, maskWord)))
    .join(' ')
}

function maskReply(line: TranscriptLine): string {
  const code = CODE.exec(line.text)?.[0] ?? ''
  const rest = line.text.slice(code.length)
  // A challenge (RFC 4954 section 4) is random from its first octet.
  if (code.startsWith('334')) return code + MASK
  // Capabilities are compared to the digit; only the name that greets in the first line can vary.
  if (line.phase === 'ehlo' && !rest.includes('.')) return line.text
  const ids = line.phase === 'message' ? rest.replace(MESSAGE_ID, MASK) : rest
  return code + maskWords(maskTimes(ids).replace(NAMED_ID, `$1$2${MASK}`))
}

function maskTimes(text: string): string {
  return text
    .replace(DATES, MASK)
    .replace(ISO, MASK)
    .replace(CLOCK, MASK)
    .replace(IPV4, MASK)
    .replace(IPV6, MASK)
}

/**
 * The text of a line without what differs in every session: queue ids, times, addresses of machines, challenges and
 * sizes. Reply code, enhanced code, keywords and mail addresses stay.
 */
export function maskVolatile(line: TranscriptLine): string {
  switch (line.from) {
    case 'server':
      return maskReply(line)
    case 'client':
      return line.text.replace(SIZE, `SIZE=${MASK}`).replace(IPV4, MASK).replace(IPV6, MASK)
    case 'note':
      return line.text.replace(IPV4, MASK).replace(IPV6, MASK).replace(OCTETS, MASK)
  }
}
