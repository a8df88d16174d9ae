import { expect, test } from 'vitest'
import { createIdentitiesApi, type IdentitiesApiDeps } from '../../../main/api/identities-api.ts'
import { createTemplatesApi, type TemplatesApiDeps } from '../../../main/api/templates-api.ts'
import type { Alias } from '../../../main/identities/aliases.ts'
import { createFakeClock } from '../../support/fake-clock.ts'

const alias = (identityId: string): Alias => ({
  identityId,
  mailbox: 'shop@example.org',
  address: 'shop@example.org',
  usedAt: 0,
})

function opened() {
  const known = new Set(['i1', 'i2'])
  const forgotten: string[] = []
  const deps: Partial<Record<keyof IdentitiesApiDeps, unknown>> = {
    identities: { delete: (id: string) => Promise.resolve(void known.delete(id)) },
    servers: { identities: () => [...known].map((id) => ({ id })) },
    aliases: {
      list: () => [alias('i1'), alias('i2'), alias('gone')],
      forget: (identityId: string) => void forgotten.push(identityId),
    },
  }
  return { api: createIdentitiesApi(deps as unknown as IdentitiesApiDeps), forgotten }
}

test('a sender that was typed is not offered without its identity, and forgotten with it', async () => {
  const { api, forgotten } = opened()
  expect((await api.aliases()).map(({ identityId }) => identityId)).toEqual(['i1', 'i2'])
  await api.delete({ identityId: 'i1' })
  expect(forgotten).toEqual(['i1'])
  expect((await api.aliases()).map(({ identityId }) => identityId)).toEqual(['i2'])
})

test('a name in rich text of a template stays inside its attribute', async () => {
  const deps: Partial<Record<keyof TemplatesApiDeps, unknown>> = {
    templates: {
      use: (id: string) =>
        Promise.resolve({ id, subject: '', text: '', html: '<a title="{{to.name}}">x</a>' }),
    },
    servers: { identity: () => undefined },
    clock: createFakeClock(),
  }
  const api = createTemplatesApi(deps as unknown as TemplatesApiDeps)
  const to = '"A\\" onclick=\\"b" <a@example.org>'
  const { html } = await api.use({ id: 't1', to, identityId: null })
  expect(html).toBe('<a title="A&quot; onclick=&quot;b">x</a>')
})
