import { afterEach, expect, it } from 'vitest'
import { createNotices } from '../../../main/api/notices.ts'
import { tellPolicy } from '../../../main/create-policy.ts'
import { createEventBus } from '../../../main/events.ts'
import { openPolicyBook } from '../../../main/policy/policy-book.ts'
import { speak } from '../../../main/text/t.ts'

afterEach(() => speak('en'))

it('the notice of a policy file that cannot be used says why in the language that is spoken', async () => {
  speak('de')
  const found = { kind: 'refused', problem: 'It is no regular file.' } as const
  const source = { read: () => Promise.resolve({ path: '/etc/sendoff/policy.json', found }) }
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const notices = createNotices(createEventBus(log), [])
  tellPolicy(await openPolicyBook(source, { now: () => 0 }), notices)
  expect(notices.list()).toMatchObject([
    { id: 'policy', detail: '/etc/sendoff/policy.json\nSie ist keine gewöhnliche Datei.' },
  ])
})
