import { describe, expect, it } from 'vitest'
import { fillIn } from '../../../main/templates/fill.ts'
import type { Template, TemplateForm } from '../../../main/templates/template.ts'
import { createTemplates } from '../../../main/templates/templates.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

const form: TemplateForm = {
  id: null,
  kind: 'message',
  name: 'Minutes',
  subject: 'Minutes',
  text: 'Dear all',
  html: null,
}

function opened() {
  const stored = new Map<string, Template>()
  let changes = 0
  const clock = createFakeClock()
  const templates = createTemplates({
    table: {
      all: () => Promise.resolve([...stored.values()]),
      put: (one) => Promise.resolve(void stored.set(one.id, one)),
      remove: (id) => Promise.resolve(void stored.delete(id)),
    },
    clock,
    random: createSeededRandom(),
    changed: () => {
      changes += 1
    },
  })
  const saved = async (over: Partial<TemplateForm> = {}): Promise<Template> => {
    const outcome = await templates.save({ ...form, ...over })
    if (!outcome.saved) throw new Error('not saved')
    return outcome.template
  }
  return { templates, saved, stored, clock, changes: () => changes }
}

describe('templates', () => {
  it('are stored, changed under their id, and deleted', async () => {
    const { templates, saved, changes } = opened()
    const first = await saved()
    const changed = await saved({ id: first.id, text: 'Dear members' })
    expect(changed).toEqual({ ...first, text: 'Dear members' })
    expect(await templates.list()).toEqual([changed])
    await templates.delete(first.id)
    expect(await templates.list()).toEqual([])
    expect(changes()).toBe(3)
  })

  it('are listed with the one used last first', async () => {
    const { templates, saved, clock } = opened()
    const minutes = await saved()
    await clock.advance(1_000)
    await saved({ name: 'Invoice' })
    await clock.advance(1_000)
    await templates.use(minutes.id)
    expect((await templates.list()).map(({ name }) => name)).toEqual(['Minutes', 'Invoice'])
  })

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['no text and no subject', { text: ' ', subject: '' }, 'text'],
    ['a snippet without text', { kind: 'snippet', text: '' } as const, 'text'],
  ])('with %s are not stored', async (_, over, field) => {
    const { templates, stored } = opened()
    const outcome = await templates.save({ ...form, ...over })
    expect(outcome).toMatchObject({ saved: false, problems: [{ field }] })
    expect(stored.size).toBe(0)
  })

  it('that are gone say so', async () => {
    const { templates } = opened()
    await expect(templates.use('x')).rejects.toMatchObject({ failure: { code: 'not-found' } })
    await expect(templates.save({ ...form, id: 'x' })).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })
})

describe('placeholders', () => {
  const facts = {
    toName: 'Anna Berg',
    fromName: 'Marit',
    fromAddress: 'm@x.example',
    date: '26 November 2026',
  }

  it('are filled in, and what has no value stays to be seen', () => {
    expect(fillIn('Dear {{to.first}} ({{ to.name }}), {{date}}, {{from.name}} {{from.address}}', facts)).toBe(
      'Dear Anna (Anna Berg), 26 November 2026, Marit m@x.example',
    )
    expect(fillIn('Dear {{to.name}}, {{constructor}} {{other}}', { ...facts, toName: '' })).toBe(
      'Dear {{to.name}}, {{constructor}} {{other}}',
    )
  })

  it('are escaped where the text is HTML', () => {
    expect(
      fillIn('<b>{{to.name}}</b>', { ...facts, toName: '<i>' }, (text) => text.replaceAll('<', '&lt;')),
    ).toBe('<b>&lt;i></b>')
  })
})
