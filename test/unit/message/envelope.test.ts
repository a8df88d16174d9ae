import { describe, expect, it } from 'vitest'
import { envelopeOf } from '../../../main/message/envelope.ts'

const identity = { name: 'Marit Solheim', address: 'marit@kestrel.example' }

describe('envelopeOf', () => {
  it('has one RCPT for each distinct recipient, in the first field that names it', () => {
    const outcome = envelopeOf(
      { to: ['a@x.org', 'A@x.org'], cc: ['Ann <a@X.ORG>', 'c@x.org'], bcc: ['c@x.org', 'b@x.org'] },
      identity,
    )
    expect(
      outcome.ok && outcome.envelope.recipients.map(({ mailbox, field }) => `${field} ${mailbox.address}`),
    ).toEqual(['to a@x.org', 'to A@x.org', 'cc c@x.org', 'bcc b@x.org'])
  })

  it('expands a group into its members', () => {
    const outcome = envelopeOf({ to: ['Crew: a@x.org, b@x.org;'], cc: [], bcc: [] }, identity)
    expect(outcome.ok && outcome.envelope.to.map(({ address }) => address)).toEqual(['a@x.org', 'b@x.org'])
  })

  it('names every problem with its field', () => {
    const outcome = envelopeOf(
      { to: ['a@x.org', 'press@@x.org'], cc: [], bcc: ['nobody'] },
      { name: '', address: 'x' },
    )
    expect(!outcome.ok && outcome.problems).toEqual([
      { field: 'from', message: 'x has no @ sign.' },
      { field: 'to[1]', message: 'press@@x.org has two @ signs.' },
      { field: 'bcc[0]', message: 'nobody has no @ sign.' },
    ])
  })

  it('refuses an empty recipient list', () => {
    const outcome = envelopeOf({ to: [' '], cc: ['Crew:;'], bcc: [] }, identity)
    expect(!outcome.ok && outcome.problems).toEqual([{ field: 'to', message: 'There is no recipient.' }])
  })

  it('P29: adds those who always get a blind copy, once, and where nothing else names them', () => {
    const alwaysBcc = ['Log <log@x.org>', 'a@X.ORG', 'b@x.org']
    const outcome = envelopeOf({ to: ['a@x.org'], cc: [], bcc: ['b@x.org'] }, { ...identity, alwaysBcc })
    expect(
      outcome.ok && outcome.envelope.recipients.map(({ mailbox, field }) => `${field} ${mailbox.address}`),
    ).toEqual(['to a@x.org', 'bcc b@x.org', 'bcc log@x.org'])
    expect(outcome.ok && outcome.envelope.cc).toEqual([])
  })

  it('a blind copy that is always made is no recipient that somebody typed', () => {
    const outcome = envelopeOf({ to: [], cc: [], bcc: [] }, { ...identity, alwaysBcc: ['log@x.org'] })
    expect(!outcome.ok && outcome.problems).toEqual([{ field: 'to', message: 'There is no recipient.' }])
  })

  it('P28: refuses a control character in the name of the sender', () => {
    const outcome = envelopeOf(
      { to: ['a@x.org'], cc: [], bcc: [] },
      { name: 'M\r\nBcc: z@x.org', address: 'm@x.org' },
    )
    expect(!outcome.ok && outcome.problems[0]?.field).toBe('from')
  })
})
