import { expect, test } from 'vitest'
import { openAliases } from '../../../main/identities/aliases.ts'
import { createFakeClock } from '../../support/fake-clock.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function opened(values: Record<string, unknown> = {}) {
  const stored = { ...values }
  let changes = 0
  const clock = createFakeClock()
  const open = () =>
    openAliases({
      table: {
        all: () => Promise.resolve(stored),
        put: (more) => Promise.resolve(void Object.assign(stored, more)),
      },
      clock,
      log: silent,
      changed: () => {
        changes += 1
      },
    })
  return { aliases: await open(), open, clock, changes: () => changes }
}

test('a sender that was typed is there after a restart, the one used last first, each once', async () => {
  const { aliases, open, clock } = await opened()
  aliases.remember('i1', 'Shop <shop@example.org>')
  await clock.advance(1_000)
  aliases.remember('i1', 'info@example.org')
  await clock.advance(1_000)
  aliases.remember('i1', 'The shop <shop@EXAMPLE.org>')
  const expected = ['The shop <shop@example.org>', 'info@example.org']
  expect(aliases.list().map(({ mailbox }) => mailbox)).toEqual(expected)
  expect((await open()).list().map(({ mailbox }) => mailbox)).toEqual(expected)
})

test('belongs to its identity, and is forgotten there alone', async () => {
  const { aliases, changes } = await opened()
  aliases.remember('i1', 'a@example.org')
  aliases.remember('i2', 'a@example.org')
  aliases.forget('i1', 'a@example.org')
  expect(aliases.list().map(({ identityId }) => identityId)).toEqual(['i2'])
  expect(changes()).toBe(3)
})

test('what is no mailbox, or was stored by another program, is passed over', async () => {
  const { aliases } = await opened({ aliases: [{ mailbox: 5 }] })
  expect(aliases.list()).toEqual([])
  aliases.remember('i1', 'no address')
  expect(aliases.list()).toEqual([])
})
