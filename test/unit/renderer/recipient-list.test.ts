import { describe, expect, it } from 'vitest'
import type { AddressCheck, RefusedMark } from '../../../main/api.ts'
import { RecipientList } from '../../../renderer/compose/recipient-list.svelte.ts'

/** Splits at commas; what has no @ is not valid. Stands for main's check. */
async function check(text: string): Promise<readonly AddressCheck[]> {
  const parts = text.split(',').map((part) => part.trim())
  return parts.map((part) =>
    part.includes('@')
      ? { text: part, ok: true, address: /<(.*)>/.exec(part)?.[1] ?? part }
      : { text: part, ok: false, message: `${part} has no @ sign.` },
  )
}

function createList(texts: readonly string[] = [], refused: readonly RefusedMark[] = []) {
  let changes = 0
  const list = new RecipientList(texts, { check, refused, changed: () => changes++ })
  return { list, changes: () => changes }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('RecipientList', () => {
  it('turns what is typed into one chip for each address', async () => {
    const { list } = createList()
    list.type('a@example.org, B <b@example.net>')
    await list.commit()
    expect(list.chips.map((chip) => chip.text)).toEqual(['a@example.org', 'B <b@example.net>'])
    expect(list.typed).toBe('')
  })

  it('keeps an address that is none, with the sentence that says why', async () => {
    const { list } = createList()
    list.type('nobody')
    await list.commit()
    expect(list.texts).toEqual(['nobody'])
    expect(list.problems[0]?.check?.message).toBe('nobody has no @ sign.')
  })

  it('counts what is still being typed among the texts, so that a draft loses nothing', () => {
    const { list } = createList(['a@example.org'])
    list.type('half an addr')
    expect(list.texts).toEqual(['a@example.org', 'half an addr'])
  })

  it('loses nothing when a chip is opened while another address is being typed', async () => {
    const { list } = createList(['a@example.org', 'b@example.org'])
    list.type('c@example.org')
    await list.open(0)
    expect([...list.texts].sort()).toEqual(['a@example.org', 'b@example.org', 'c@example.org'])
    expect(list.typed).toBe('a@example.org')
  })

  it('P16: marks the refused address, as a chip and while it is edited, and no other', async () => {
    const refused = { address: 'ann@example.org', at: 1, text: '550 5.1.1 no such user' }
    const { list } = createList(['Ann <ann@example.org>', 'joann@example.org'], [refused])
    await settled()
    expect(list.chips.map((chip) => chip.refused !== null)).toEqual([true, false])
    await list.open(0)
    expect(list.refusedMarks).toEqual([refused])
    list.type('anne@example.org')
    expect(list.refusedMarks).toEqual([])
  })

  it('reports each change, so that it is saved', async () => {
    const { list, changes } = createList(['a@example.org'])
    await settled()
    const before = changes()
    list.type('b')
    list.remove(0)
    expect(changes()).toBe(before + 2)
  })

  it('P2: tells which address was taken out and put in again, and no other', async () => {
    const { list } = createList(['Ann <ann@example.org>', 'bob@example.org'])
    await settled()
    list.remove(0)
    list.type('new@example.org')
    await list.commit()
    expect(list.added).toEqual([])
    list.type('ann@example.org')
    await list.commit()
    expect(list.added).toEqual(['ann@example.org'])
  })
})
