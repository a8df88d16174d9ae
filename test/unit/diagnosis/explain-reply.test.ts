import { expect, it } from 'vitest'
import { explainReply } from '../../../main/diagnosis/explain-reply.ts'

it('explains a reply of which nothing else is known, for the terminal', () => {
  expect(explainReply('RCPT', ['550 5.1.1 <nora@lakeside.example>... User unknown'])).toEqual({
    cause: 'recipient-unknown',
    whoseMove: 'you',
    permanent: true,
    confidence: 0.96,
    title: 'There is no mailbox of this recipient',
    explanation:
      'The server knows nobody with this address. Nothing was sent to it. Yours. Correct the address. Unchanged, it would be refused again.',
  })
})

it('takes phases in both spellings, and any other', () => {
  const lines = ['550 5.7.1 This message violates example.com email policy']
  expect(explainReply('message', lines)).toEqual(explainReply('end-of-data', lines))
  // A name that every object has is no phase either.
  for (const name of ['constructor', '__proto__', 'local', '']) {
    expect(explainReply(name, ['599 zork'])).toEqual(explainReply('ETRN', ['599 zork']))
  }
  expect(explainReply('ETRN', ['599 zork']).cause).toBe('unknown')
})

it('begins every sentence with a capital', () => {
  expect(explainReply('AUTH', ['535 5.7.8 Authentication failed']).title).toBe(
    'The server did not accept user name or password',
  )
})

it('tells the provider’s side of encryption from the person’s', () => {
  expect(
    explainReply('RCPT', ['421 4.7.0 TLS required for RCPT domain, closing connection.']).explanation,
  ).toMatch(/Tell your provider\.$/)
  expect(explainReply('MAIL', ['530 5.7.0 Must issue a STARTTLS command first']).explanation).toMatch(
    /for this server\.$/,
  )
})

it('explains no lines at all', () => {
  expect(explainReply('RCPT', [])).toMatchObject({ cause: 'unknown', permanent: false })
})
