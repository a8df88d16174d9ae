import type { AttemptView, EntryDetail } from '../../main/api.ts'
import type { Revision } from '../../main/outbox/entry.ts'
import type { TlsFacts } from '../../main/smtp/types.ts'
import { formatHash, formatOctets } from '../shared/format.ts'
import { t } from '../text/t.ts'

export interface ProofFact {
  readonly label: string
  readonly value: string
  /** The server's words and identifiers stand in monospace. */
  readonly mono: boolean
}

/** The attempt that proves the hand-over: the newest with a final 2yz. Null while nothing was handed over in whole. */
export function findProof(detail: EntryDetail): AttemptView | null {
  if (detail.state !== 'sent') return null
  return detail.attempts.findLast(({ finalReply }) => finalReply !== undefined) ?? null
}

function formatTls(tls: TlsFacts | undefined): string {
  if (tls === undefined) return t('proof.notEncrypted')
  const checked = tls.pinned ? t('proof.pinned') : tls.verified ? t('proof.checked') : t('proof.notChecked')
  return [tls.protocol, tls.cipher, checked].join(', ')
}

function formatSignIn({ signedInAs, mechanism }: AttemptView): string {
  if (signedInAs === undefined) return t('proof.noSignIn')
  return mechanism === undefined ? signedInAs : `${signedInAs}, ${mechanism}`
}

/** The version that the attempt sent: it may have been edited since. */
function findRevision(detail: EntryDetail, attempt: AttemptView): Revision {
  return detail.history.find(({ number }) => number === attempt.revision) ?? detail.revision
}

/** Facts of the hand-over, in the order in which somebody asks for them. */
export function toProofFacts(detail: EntryDetail, attempt: AttemptView): readonly ProofFact[] {
  const to = detail.allRecipients
    .filter(({ status }) => status.state === 'accepted' && status.attemptId === attempt.id)
    .map(({ address }) => address)
  const revision = findRevision(detail, attempt)
  const envelope = { from: detail.envelopeSender ?? detail.from, to: to.join(', ') }
  const fact = (label: string, value: string | undefined, mono = false) =>
    value === undefined ? [] : [{ label, value, mono }]
  return [
    ...fact(t('proof.queueId'), attempt.queueId, true),
    ...fact(t('proof.address'), attempt.remoteAddress, true),
    ...fact(t('proof.encrypted'), formatTls(attempt.tls)),
    ...fact(t('proof.signedIn'), formatSignIn(attempt)),
    ...fact(t('proof.envelope'), t('proof.envelopeValue', envelope)),
    ...fact(t('proof.messageId'), revision.messageId, true),
    ...fact(
      t('proof.size'),
      t('proof.sizeValue', {
        octets: formatOctets(revision.size),
        hash: formatHash(revision.sha256),
      }),
      true,
    ),
  ]
}
