import { expect, test } from 'vitest'
import { renewing } from '../../../main/cli/renewing.ts'
import type { OpenClient, OpenResult, ServerTarget } from '../../../main/smtp/client.ts'

const refused = (code: number): OpenResult => ({
  ok: false,
  failure: { phase: 'auth', kind: 'server-reply', detail: '', reply: { code, lines: [`${code} no`] } },
})
const target: ServerTarget = {
  host: 'mail.test',
  port: 465,
  security: 'implicit',
  auth: { user: 'ann', token: 'old' },
}
const deps = {} as Parameters<OpenClient>[1]

/** Tokens that were tried, with this code for each. */
function refusing(code: number): { readonly open: OpenClient; readonly tried: (string | undefined)[] } {
  const tried: (string | undefined)[] = []
  const open: OpenClient = (asked) => {
    tried.push(asked.auth?.token)
    return Promise.resolve(refused(code))
  }
  return { open, tried }
}

test.each([
  ['a refused token is renewed once', 535, 'new', ['old', 'new']],
  ['what may pass is left alone', 454, 'new', ['old']],
  ['without a new token the refusal stands', 535, null, ['old']],
])('%s', async (_, code, renewed, expected) => {
  const { open, tried } = refusing(code)
  const result = await renewing(open, () => Promise.resolve(renewed))(target, deps)
  expect(tried).toEqual(expected)
  expect(result).toEqual(refused(code))
})
