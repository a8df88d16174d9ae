import { describe, expect, it } from 'vitest'
import type { LetterView } from '../../../main/api.ts'
import type { Bridge } from '../../../preload/contract.ts'
import { createPaperCommands } from '../../../renderer/messages/paper-commands.ts'
import { Paper } from '../../../renderer/messages/paper.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const letter = { subject: 'Boats' } as LetterView
const target = { entryId: 'e1' }
const refusal = { ok: false, failure: { code: 'file', message: 'no' } }

function open(over: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const fake = createFakeBridge({
    'messages.letter': () => ok(letter),
    'messages.print': () => ok(undefined),
    'messages.pdf': () => ok({ path: '/tmp/Boats.pdf' }),
    'messages.save': () => ok({ ok: true, path: '/tmp/Boats.eml' }),
    ...over,
  })
  const { messages } = fake.bridge
  const bridge = { messages, window: { kind: 'main' } } as Bridge
  return { ...fake, paper: new Paper(bridge) }
}

describe('Paper', () => {
  it('is asked for only once the sheet is in the page with its pictures, and is gone afterwards', async () => {
    const order: string[] = []
    const { paper, calls } = open({ 'messages.print': () => (order.push('print'), ok(undefined)) })
    paper.ready = async () => {
      expect(paper.letter).toBe(letter)
      await Promise.resolve()
      order.push('ready')
    }
    await paper.put(target, 'print')
    expect(order).toEqual(['ready', 'print'])
    expect(paper.letter).toBeNull()
    expect(calls.at(-1)).toEqual({ name: 'messages.print', input: { draftId: null } })
  })

  it('is asked for once, however often that is pressed while the message is read', async () => {
    const { paper, calls } = open()
    paper.ready = async () => await new Promise((resolve) => setImmediate(resolve))
    await Promise.all([paper.put(target, 'print'), paper.put(target, 'print')])
    expect(calls.map(({ name }) => name)).toEqual(['messages.letter', 'messages.print'])
  })

  it('says where the PDF is', async () => {
    const { paper, calls } = open()
    await paper.put(target, 'pdf')
    expect([paper.savedAs, paper.about]).toEqual(['/tmp/Boats.pdf', 'e1'])
    expect(calls.at(-1)?.input).toEqual({ draftId: null, subject: 'Boats' })
  })

  it.each(['messages.letter', 'messages.print'])(
    'says why %s was refused, and is empty again',
    async (name) => {
      const { paper } = open({ [name]: () => refusal })
      await paper.put(target, 'print')
      expect(paper.failure?.message).toBe('no')
      expect(paper.letter).toBeNull()
    },
  )

  it('says why a draft is not saved', async () => {
    const problems = [{ field: 'to', message: 'There is no recipient.' }]
    const { paper } = open({ 'messages.save': () => ok({ ok: false, problems }) })
    await paper.save(target)
    expect(paper.failure?.message).toBe('There is no recipient.')
    expect(paper.savedAs).toBeNull()
  })
})

it('a command takes the message as it is when it runs', async () => {
  const { paper, calls } = open()
  let entryId = 'old'
  const [save] = createPaperCommands(
    paper,
    () => ({ entryId }),
    () => true,
  )
  entryId = 'new'
  await save?.run()
  expect(calls).toEqual([{ name: 'messages.save', input: { entryId: 'new' } }])
})
