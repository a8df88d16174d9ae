import { describe, expect, it } from 'vitest'
import { InvitationForm } from '../../../renderer/compose/invitation-form.svelte.ts'

const now = Date.UTC(2026, 10, 26, 9, 20)
const create = (...[before]: Partial<ConstructorParameters<typeof InvitationForm>>) =>
  new InvitationForm(before, now, 'UTC', 'Autumn meeting', () => 'u1')

describe('InvitationForm', () => {
  it('keeps its length when its first day is another one, also while that is typed', () => {
    const form = create()
    form.lastDay = '2026-11-28'
    form.moveTo('')
    form.moveTo('2026-12-30')
    expect([form.day, form.lastDay]).toEqual(['2026-12-30', '2027-01-01'])
    form.lastDay = ''
    form.moveTo('2026-12-01')
    expect([form.day, form.lastDay]).toEqual(['2026-12-01', ''])
  })

  it('begins with the subject and the next full hour', () => {
    expect(create().toInvitation()).toEqual({
      uid: 'u1',
      sequence: 0,
      title: 'Autumn meeting',
      place: '',
      description: '',
      start: '2026-11-26T10:00',
      end: '2026-11-26T11:00',
      zone: 'UTC',
      allDay: false,
    })
  })

  it('is a later version of the same when it is changed (RFC 5546 2.1.4)', () => {
    const before = create().toInvitation() ?? undefined
    const form = create(before)
    form.place = 'Boathouse'
    expect(form.toInvitation()).toMatchObject({ uid: 'u1', sequence: 1, place: 'Boathouse' })
  })

  it('ends on the day after the last where it takes whole days (RFC 5545 3.6.1), and shows the last', () => {
    const form = create()
    form.allDay = true
    form.lastDay = '2026-11-27'
    const made = form.toInvitation() ?? undefined
    expect(made).toMatchObject({ start: '2026-11-26T00:00', end: '2026-11-28T00:00' })
    expect(create(made).lastDay).toBe('2026-11-27')
  })

  it.each([
    ['Say what it is.', (form: InvitationForm) => (form.title = ' ')],
    ['It ends before it begins.', (form: InvitationForm) => (form.until = '09:00')],
    ['Give day and time.', (form: InvitationForm) => (form.day = '')],
  ])('says "%s"', (message, change) => {
    const form = create()
    change(form)
    expect(form.toInvitation()).toBeNull()
    expect(form.error).toBe(message)
  })
})
