// What the codes at the head of a reply mean, in a few words. Pure.
import { catalogue } from '../text/en/index.ts'
import { t, type TextKey } from '../text/t.ts'

/** The codes that a line of a reply begins with. */
export interface ReplyCodes {
  readonly code: string
  readonly enhanced: string | null
  /** How much of the line they take, characters. */
  readonly length: number
}

export interface CodeMeaning {
  readonly code: string
  readonly text: string
}

/** RFC 5321 4.2: the code; RFC 2034 4: the enhanced code after it, and nothing that only looks like one. */
const codes = /^([2-5]\d\d)(?:[ -]([245]\.\d{1,3}\.\d{1,3})(?![\d.]))?(?=[ -]|$)/

/** The codes of a server's line; null where it has none. */
export function readCodes(text: string): ReplyCodes | null {
  const found = codes.exec(text)
  if (found === null) return null
  const [whole, code = '', enhanced = null] = found
  return { code, enhanced, length: whole.length }
}

type CodeKey = Extract<
  TextKey,
  `${'reply' | 'replyClass' | 'replyAbout' | 'enhanced' | 'enhancedClass' | 'enhancedAbout'}.${string}`
>
const isCodeKey = (key: string): key is CodeKey => Object.hasOwn(catalogue, key)

/** The text of a code or of a digit; null where there is none. */
function lookUp(key: string): string | null {
  return isCodeKey(key) ? t(key) : null
}

/** The meaning of each code; of one that is not known, that of its digits (RFC 5321 4.2.1, RFC 3463 3). */
export function explainCodes({ code, enhanced }: ReplyCodes): readonly CodeMeaning[] {
  const basic = { code, text: explainReply(code) }
  return enhanced === null ? [basic] : [basic, { code: enhanced, text: explainEnhanced(enhanced) }]
}

function explainReply(code: string): string {
  const known = lookUp(`reply.${code}`)
  if (known !== null) return known
  return join(lookUp(`replyClass.${code[0] ?? ''}`), lookUp(`replyAbout.${code[1] ?? ''}`))
}

function explainEnhanced(enhanced: string): string {
  const [first = '', subject = '', detail = ''] = enhanced.split('.')
  const about = lookUp(`enhanced.${subject}.${detail}`) ?? lookUp(`enhancedAbout.${subject}`)
  return join(lookUp(`enhancedClass.${first}`), about)
}

function join(kind: string | null, about: string | null): string {
  return kind === null || about === null ? (kind ?? '') : t('codes.about', { kind, about })
}
