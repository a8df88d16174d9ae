import { describe, expect, it } from 'vitest'
import type { AddressCheck, Completion } from '../../../main/api.ts'
import { CompletionState, toRecipients } from '../../../renderer/compose/completion-state.svelte.ts'
import { findExternal, findTwice } from '../../../renderer/compose/recipient-marks.ts'
import { Recipients } from '../../../renderer/compose/recipients.svelte.ts'
import { parseMemberLines } from '../../../renderer/contacts/member-lines.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'
import { toRecipientLines } from '../../../renderer/compose/paste-list.ts'
import { checkAddresses } from '../../../main/message/address.ts'

let calls = 0
async function check(text: string): Promise<readonly AddressCheck[]> {
  calls += 1
  return text
    .split(/[\n,]/)
    .map((piece) => ({ text: piece, ok: true, address: /<(.*)>/.exec(piece)?.[1] ?? piece }))
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

async function create(to: readonly string[], cc: readonly string[] = [], bcc: readonly string[] = []) {
  const made = new Recipients({ to, cc, bcc }, { check, refused: [], changed: () => undefined })
  await settled()
  return made
}

describe('recipients of a message', () => {
  it('move between the fields, and undo brings each back to its place', async () => {
    const made = await create(['a@x.org', 'b@x.org'], ['c@x.org'])
    made.move('to', made.to.chips[0]?.id ?? 0, 'bcc')
    expect([made.to.texts, made.bcc.texts]).toEqual([['b@x.org'], ['a@x.org']])
    expect(made.undo()).toBe(true)
    expect([made.to.texts, made.bcc.texts]).toEqual([['a@x.org', 'b@x.org'], []])
    expect(made.redo()).toBe(true)
    expect(made.bcc.texts).toEqual(['a@x.org'])
  })

  it('come back one step at a time: what was removed, added, hidden', async () => {
    const made = await create(['a@x.org'], ['c@x.org'])
    await made.to.add('b@x.org')
    made.to.remove(0)
    made.hideAll()
    expect([made.to.texts, made.cc.texts, made.bcc.texts]).toEqual([[], [], ['b@x.org', 'c@x.org']])
    made.undo()
    made.undo()
    expect(made.to.texts).toEqual(['a@x.org', 'b@x.org'])
    made.undo()
    expect(made.to.texts).toEqual(['a@x.org'])
    expect(made.undo()).toBe(false)
  })

  it('are marked where they stand twice, in whatever field and case; the first stays', async () => {
    const made = await create(['A <a@x.org>', 'b@x.org'], ['A@X.org'])
    expect([...made.twice]).toEqual([made.cc.chips[0]?.id])
    made.removeTwice()
    expect([made.to.texts, made.cc.texts]).toEqual([['A <a@x.org>', 'b@x.org'], []])
  })

  it('are marked outside the domain of the sender, not below it', async () => {
    const { to } = await create(['a@x.org', 'b@sub.x.org', 'c@notx.org'])
    expect([...findExternal(to.chips, 'x.org')]).toEqual([to.chips[2]?.id])
    expect(findExternal(to.chips, null).size).toBe(0)
    expect(findTwice(to.chips).size).toBe(0)
  })

  it('are judged in one call, however many a draft has', async () => {
    calls = 0
    const made = await create(Array.from({ length: 5_000 }, (_, n) => `p${n}@x.org`))
    expect(calls).toBeLessThanOrEqual(3)
    expect(made.to.chips.every((chip) => chip.check?.ok === true)).toBe(true)
  })

  it('take the domain that was meant', async () => {
    const { to } = await create(['K <k@gmial.com>'])
    await to.useDomain(to.chips[0]?.id ?? 0, 'gmail.com')
    expect(to.texts).toEqual(['K <k@gmail.com>'])
  })
})

describe('completion', () => {
  const ann: Completion = { kind: 'contact', name: 'Ann "A" Doe, jr.', address: 'ann@x.org' }

  it('puts names in quotes where they need them, and a group as its members', () => {
    expect(toRecipients(ann)).toBe('"Ann \\"A\\" Doe, jr." <ann@x.org>')
    const members = [
      { name: '', address: 'b@x.org' },
      { name: 'Ann', address: 'ann@x.org' },
    ]
    expect(toRecipients({ kind: 'group', name: 'G', address: '', members })).toBe('b@x.org\nAnn <ann@x.org>')
  })

  it('drops an answer that comes late, and takes nothing for what is an address already', async () => {
    const late: (() => void)[] = []
    const { bridge } = createFakeBridge({
      'contacts.complete': () => new Promise((resolve) => late.push(() => resolve(ok([ann])))),
    })
    const state = new CompletionState(bridge)
    const first = state.ask('a', [])
    await settled()
    const second = state.ask('ann@x.org', [])
    await settled()
    late[1]?.()
    await second
    expect([state.items.length, state.active]).toEqual([1, null])
    state.close()
    late[0]?.()
    await first
    expect(state.isOpen).toBe(false)
  })
})

describe('pasted lists', () => {
  it.each([
    ['Ann Doe\tann@x.org\t3\nbob@x.org\tBob', ['Ann Doe <ann@x.org>', 'Bob <bob@x.org>']],
    ['a@x.org\tb@x.org', ['a@x.org', 'b@x.org']],
    ['a@x.org; b@x.org', ['a@x.org; b@x.org']],
    ['Name;E-Mail\nAnn Doe;ann@x.org\nDoe; Bob;bob@x.org', ['Ann Doe <ann@x.org>', 'Doe Bob <bob@x.org>']],
    ['"Ann",ann@x.org\n"Bob",bob@x.org', ['Ann <ann@x.org>', 'Bob <bob@x.org>']],
    [
      '1. ann@x.org\n2) Bob <bob@x.org>\n• c@x.org\n- d@x.org',
      ['ann@x.org', 'Bob <bob@x.org>', 'c@x.org', 'd@x.org'],
    ],
    ['mailto:ann@x.org, <mailto:bob@x.org>', ['ann@x.org, <bob@x.org>']],
    ['Doe, Ann <ann@x.org>; Roe, Bob <bob@x.org>', ['"Doe, Ann" <ann@x.org>;"Roe, Bob" <bob@x.org>']],
    ['"Doe; Ann" <ann@x.org>; b@x.org', ['"Doe; Ann" <ann@x.org>; b@x.org']],
    ['Ann <a@x.org>, Bob <b@x.org>', ['Ann <a@x.org>, Bob <b@x.org>']],
    ['a@x.org, b@x.org\nc@x.org', ['a@x.org, b@x.org', 'c@x.org']],
  ])('in the form %j', (text, lines) => expect(toRecipientLines(text).split('\n')).toEqual(lines))

  it.each([
    ['a line each', (n: number) => `Person ${n} <p${n}@x.org>\n`],
    ['commas', (n: number) => `p${n}@x.org, `],
    ['semicolons, as Outlook copies them', (n: number) => `Last${n}, First <p${n}@x.org>; `],
    ['spaces', (n: number) => `p${n}@x.org `],
    ['a CSV file', (n: number) => `${n};Person ${n};p${n}@x.org\r\n`],
    ['a spreadsheet', (n: number) => `Person ${n}\tp${n}@x.org\n`],
    ['a numbered list', (n: number) => `${n + 1}. p${n}@x.org\n`],
  ])('of 500 with %s become 500 recipients', (_, lineOf) => {
    const text = Array.from({ length: 500 }, (__, n) => lineOf(n)).join('')
    const checks = checkAddresses(toRecipientLines(text))
    expect(checks.filter(({ ok }) => ok).map(({ address }) => address)).toEqual(
      Array.from({ length: 500 }, (__, n) => `p${n}@x.org`),
    )
    expect(checks).toHaveLength(500)
  })

  it('of members keep who is a contact', () => {
    const before = [{ name: 'Ann', address: 'ann@x.org', contactId: '1' }]
    expect(parseMemberLines('"Doe, Ann" <ANN@x.org>\nb@x.org, c@x.org', before)).toEqual([
      { address: 'ANN@x.org', name: 'Doe, Ann', contactId: '1' },
      { address: 'b@x.org' },
      { address: 'c@x.org' },
    ])
  })
})
