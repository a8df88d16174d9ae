import { expect, test } from 'vitest'
import type { Failure } from '../../../main/failure.ts'
import { diagnose } from '../../../main/diagnosis/diagnose.ts'
import { judgeSender } from '../../../main/outbox/sender-verdict.ts'

const causeOf = ({ phase, kind, reply }: Failure) =>
  diagnose({ phase, kind, ...(reply === undefined ? {} : { lines: reply.lines }) }).cause

function refused(
  phase: Failure['phase'],
  line: string,
): { phase: Failure['phase']; failure: Failure; answered: true } {
  const reply = { code: Number(line.slice(0, 3)), lines: [line] }
  return { phase, answered: true, failure: { phase, kind: 'server-reply', reply, detail: line } }
}

const notOwned = '553 5.7.1 <anna@example.org>: Sender address rejected: not owned by user anna'

test.each([
  ['a sender that the server refuses at MAIL', refused('mail', notOwned), { taken: false, text: notOwned }],
  ['a refusal for now', refused('mail', notOwned.replace('553 5.7.1', '450 4.7.1')), undefined],
  [
    'a refusal at MAIL for the message',
    refused('mail', '552 5.3.4 Message size exceeds fixed limit'),
    undefined,
  ],
  ['a refused sign-in', refused('auth', '535 5.7.8 Authentication failed'), undefined],
  ['a refused recipient', refused('rcpt', '550 5.1.1 No such user here'), { taken: true }],
  [
    'a sender that the server refuses at RCPT, as Postfix does',
    refused('rcpt', notOwned),
    { taken: false, text: notOwned },
  ],
  [
    'a recipient with a bad address',
    refused('rcpt', '553 5.1.3 Bad recipient address syntax'),
    { taken: true },
  ],
  [
    'a sender that is refused later',
    refused('message', '550 5.7.1 Sender address rejected: not owned by user'),
    undefined,
  ],
  ['a message that was taken', { phase: 'done' as const, answered: true }, { taken: true }],
  ['a connection that never opened', { phase: 'connect' as const, answered: false }, undefined],
])('%s', (_name, report, verdict) => {
  expect(judgeSender({ failure: undefined, ...report }, causeOf)).toEqual(verdict)
})
