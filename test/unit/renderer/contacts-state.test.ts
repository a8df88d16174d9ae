import { describe, expect, it } from 'vitest'
import type { ContactPage } from '../../../main/api.ts'
import { ContactFormState } from '../../../renderer/contacts/contact-forms.svelte.ts'
import { ContactListState } from '../../../renderer/contacts/contact-list.svelte.ts'
import { ContactsState } from '../../../renderer/contacts/contacts-state.svelte.ts'
import { PeopleChoice } from '../../../renderer/merge/people-choice.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const letterOf = (n: number) => String.fromCharCode(65 + Math.floor(n / 10))

function pageOf(total: number, offset: number, limit: number): ContactPage {
  const numbers = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, n) => offset + n)
  const rows = numbers.map((n) => {
    return { id: `c${n}`, name: `Name ${n}`, address: `a${n}@x.org`, more: 0, letter: letterOf(n) }
  })
  const [letters, lettersBefore] = [Math.ceil(total / 10), Math.ceil(offset / 10)]
  return { total, people: total, groups: 0, letters, lettersBefore, startsLetter: offset % 10 === 0, rows }
}

function listOf(total: () => number) {
  const fake = createFakeBridge({
    'contacts.list': ({ offset, limit }: { offset: number; limit: number }) =>
      ok(pageOf(total(), offset, limit)),
  })
  return { list: new ContactListState(fake.bridge, 40), calls: fake.calls }
}

describe('the list of people', () => {
  it('holds a part of it: what comes into sight is read, with what is around it', async () => {
    const { list, calls } = listOf(() => 1_000)
    await list.read()
    await list.showAt(5)
    await list.showAt(25)
    expect(calls).toHaveLength(1)
    await list.showAt(500)
    expect([list.offset, list.rows.length, list.rows[0]?.id]).toEqual([480, 40, 'c480'])
    await list.showAt(999)
    expect(list.rows.at(-1)?.id).toBe('c999')
    await list.showAt(995)
    expect(calls).toHaveLength(3)
  })

  it('has a heading where a letter begins, also where the part begins in the middle of one', async () => {
    const { list } = listOf(() => 200)
    await list.read()
    expect([0, 1, 10, 11].map((at) => list.opensLetter(at))).toEqual([true, false, true, false])
    await list.showAt(105)
    expect(list.offset).toBe(85)
    expect([0, 5].map((at) => list.opensLetter(at))).toEqual([false, true])
    expect(list.shownLetters).toBe(4)
  })

  it('goes to the end of what is left where many were deleted', async () => {
    let total = 1_000
    const { list } = listOf(() => total)
    await list.read()
    await list.showAt(999)
    total = 50
    await list.read()
    expect([list.offset, list.rows.at(-1)?.id]).toEqual([10, 'c49'])
  })
})

describe('the contacts page', () => {
  const view = (id: string) => ({
    contact: { id, name: id, addresses: [], createdAt: 1, changedAt: 1 },
    ...{ used: [], groups: [], duplicates: [] },
  })

  it('opens what was asked for last, however late the first answer is', async () => {
    const answers = new Map<string, (value: unknown) => void>()
    const fake = createFakeBridge({
      'contacts.get': ({ contactId }: { contactId: string }) =>
        new Promise((resolve) => answers.set(contactId, resolve)),
      'contacts.messages': () => ok({ sent: 0, outbox: 0, latest: [], states: [] }),
    })
    const page = new ContactsState(fake.bridge, () => () => undefined)
    const both = [page.select('first'), page.select('second')]
    answers.get('second')?.(ok(view('second')))
    answers.get('first')?.(ok(view('first')))
    await Promise.all(both)
    expect(page.open?.contact.id).toBe('second')
  })

  it('takes back what was done last, and says where it cannot', async () => {
    let works = true
    const fake = createFakeBridge({
      'contacts.part': () => ok({ undoId: 'u' }),
      'contacts.undo': () =>
        works ? ok(undefined) : { ok: false, failure: { code: 'not-found', message: 'too late' } },
    })
    const page = new ContactsState(fake.bridge, () => () => undefined)
    await page.part('a', 'b', 'parted')
    expect(page.undoable).toEqual({ undoId: 'u', text: 'parted' })
    expect(await page.undo()).toBe(true)
    works = false
    await page.part('a', 'b', 'parted')
    expect(await page.undo()).toBe(false)
    expect(page.failure?.message).toBe('too late')
  })
})

describe('the form of a contact', () => {
  it('moves and removes addresses; what was said of the others is not said of the wrong one', () => {
    const form = new ContactFormState({
      ...{ id: 'a', name: 'A', createdAt: 1, changedAt: 1, details: [{ label: 'Phone', value: '1' }] },
      addresses: [{ address: 'one@x.org' }, { address: 'two@x.org', label: 'work' }],
    })
    form.problems = [{ field: 'addresses[1]', message: 'bad' }]
    form.makeFirst(1)
    expect(form.value.addresses).toEqual([
      { address: 'two@x.org', label: 'work' },
      { address: 'one@x.org', label: '' },
    ])
    expect(form.problemAt('addresses[1]')).toBeNull()
    form.removeAddress(0)
    form.removeAddress(0)
    form.addDetail('Web')
    form.removeDetail(0)
    expect(form.value).toMatchObject({
      addresses: [{ address: '', label: '' }],
      details: [{ label: 'Web', value: '' }],
    })
  })
})

describe('people of a mail merge', () => {
  it('stay chosen while something else is looked for', async () => {
    const fake = createFakeBridge({
      'contacts.groups': () => ok([{ id: 'g', name: 'Crew', members: 2, field: 'to' }]),
      'contacts.list': ({ text }: { text: string }) => ok(pageOf(text === '' ? 3 : 0, 0, 100)),
    })
    const choice = new PeopleChoice(fake.bridge)
    await choice.read()
    expect(choice.isNobody).toBe(true)
    for (const row of choice.rows.slice(0, 2)) choice.toggle(row)
    for (const group of choice.groups) choice.toggleGroup(group)
    await choice.search('nobody')
    expect(choice.value).toEqual({ all: false, groupIds: ['g'], contactIds: ['c0', 'c1'] })
    choice.all = true
    expect(choice.value.contactIds).toEqual([])
  })
})
