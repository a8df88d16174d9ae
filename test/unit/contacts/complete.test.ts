import { describe, expect, it } from 'vitest'
import { complete, indexPeople } from '../../../main/contacts/complete.ts'
import type { People } from '../../../main/contacts/contact.ts'
import { contact, nobody } from './sample.ts'

const day = 86_400_000
const now = 1_000 * day

function ask(people: People, text: string, exclude: readonly string[] = [], limit = 8) {
  return complete(indexPeople(people), { text, limit, exclude }, now)
}

const earlier = (address: string, count: number, daysAgo: number, name?: string) => ({
  id: address.toLowerCase(),
  address,
  count,
  lastAt: now - daysAgo * day,
  ...(name === undefined ? {} : { name }),
})

describe('completion', () => {
  const people: People = {
    contacts: [
      contact('1', 'Hélène Marchand', 'helene@reliure.example', 'h.marchand@fjordmail.example'),
      contact('2', 'Jonas Weber', 'jonas.weber@regatta.example'),
      contact('3', 'Marta Johansen', 'mj@kestrel.example'),
    ],
    groups: [
      {
        id: 'g',
        name: 'Print committee',
        field: 'to',
        members: [
          { address: 'old@reliure.example', contactId: '1' },
          { address: 'x@y.example', name: 'X' },
        ],
      },
    ],
    earlier: [earlier('jo@shop.example', 9, 1, 'Jo'), earlier('john@far.example', 1, 400)],
  }

  it('finds by the beginning of any word of a name, without accents, and of an address', () => {
    expect(ask(people, 'hele').map(({ address }) => address)).toEqual([
      'helene@reliure.example',
      'h.marchand@fjordmail.example',
    ])
    expect(ask(people, 'helene@').map(({ address }) => address)).toEqual(['helene@reliure.example'])
    expect(ask(people, 'MARCH').map(({ name }) => name)).toEqual(['Hélène Marchand', 'Hélène Marchand'])
    expect(ask(people, 'weber jon').map(({ name }) => name)).toEqual(['Jonas Weber'])
    expect(ask(people, 'kestrel').map(({ name }) => name)).toEqual(['Marta Johansen'])
    expect(ask(people, 'erre')).toEqual([])
  })

  it('puts the beginning before later words, and among these what is used most and lately', () => {
    expect(ask(people, 'jo').map(({ address }) => address)).toEqual([
      'jo@shop.example',
      'john@far.example',
      'jonas.weber@regatta.example',
      'mj@kestrel.example',
    ])
  })

  it('gives a group with its members as they are now', () => {
    expect(ask(people, 'print')).toEqual([
      {
        kind: 'group',
        name: 'Print committee',
        address: '',
        members: [
          { name: 'Hélène Marchand', address: 'helene@reliure.example', contactId: '1' },
          { name: 'X', address: 'x@y.example' },
        ],
      },
    ])
  })

  it('leaves out what stands in the message, whatever its case, and what is forgotten', () => {
    expect(ask(people, 'jonas', ['JONAS.Weber@regatta.example'])).toEqual([])
    const mark = { ...earlier('jonas.weber@regatta.example', 0, 0), forgotten: true as const }
    expect(ask({ ...people, earlier: [mark] }, 'jonas')).toEqual([])
  })

  it('offers those that mail goes to most where nothing is typed', () => {
    expect(ask(people, '').map(({ address }) => address)).toEqual(['jo@shop.example', 'john@far.example'])
    expect(ask(nobody, 'a')).toEqual([])
  })

  it('looks through 20 000 addresses in a few milliseconds', () => {
    const many = Array.from({ length: 20_000 }, (_, n) =>
      contact(
        String(n),
        `Person ${n.toString(36)} Family ${(n * 7919) % 20_000}`,
        `p${n}@example${n % 50}.org`,
      ),
    )
    const index = indexPeople({ ...nobody, contacts: many })
    complete(index, { text: 'per', limit: 8, exclude: [] }, now)
    const times = ['p1', 'family 19', 'example4', 'zzz'].map((text) => {
      const from = performance.now()
      complete(index, { text, limit: 8, exclude: [] }, now)
      return performance.now() - from
    })
    // Wide enough for a busy machine; alone it is under ten.
    expect(Math.min(...times)).toBeLessThan(50)
  })
})
