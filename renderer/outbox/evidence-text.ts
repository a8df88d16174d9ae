import type { EntryExplanation } from '../../main/api.ts'
import { t } from '../text/t.ts'

type Told = Pick<EntryExplanation, 'evidence' | 'confidence' | 'isKnown'>

/** From here on nothing speaks against it. */
const sure = 0.85

function toPiece({ kind, text }: EntryExplanation['evidence'][number]): string {
  switch (kind) {
    case 'words':
      return t('why.quoted', { text })
    case 'port':
      return t('why.portAnswers', { port: text })
    case 'detail':
      // It stands within a sentence.
      return text.replace(/\.$/, '')
    default:
      return text
  }
}

/** "Read from “user unknown”, 5.1.1 and 550; fairly sure." Empty where it is not known, or nothing came. */
export function formatEvidence({ evidence, confidence, isKnown }: Told): string {
  if (!isKnown || evidence.length === 0) return ''
  const pieces = evidence.map(toPiece)
  const last = pieces.at(-1) ?? ''
  const list = pieces.length === 1 ? last : t('why.list', { first: pieces.slice(0, -1).join(', '), last })
  return t(confidence < sure ? 'why.readFromFairly' : 'why.readFrom', { list })
}
