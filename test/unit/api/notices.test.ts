import { afterEach, expect, it, vi } from 'vitest'
import { createNotices } from '../../../main/api/notices.ts'
import { createEventBus } from '../../../main/events.ts'
import { speak, t } from '../../../main/text/t.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

afterEach(() => speak('en'))

it('notices are told in the language of now, also those that were added in another', () => {
  const notices = createNotices(createEventBus(log), [
    () => ({ id: 'secrets-in-memory', message: t('notice.secrets') }),
  ])
  notices.add(() => ({ id: 'recovered', message: t('notice.recovered.one') }))
  const inEnglish = notices.list().map(({ message }) => message)
  speak('de')
  const inGerman = notices.list().map(({ message }) => message)
  expect(inGerman).toEqual([t('notice.secrets'), t('notice.recovered.one')])
  expect(inGerman).not.toEqual(inEnglish)
  notices.dismiss('secrets-in-memory')
  expect(notices.list().map(({ id }) => id)).toEqual(['recovered'])
})
