// What the terminal sends without the core goes by the administrator's policy too.
import { expect, it } from 'vitest'
import { harden, refusalOf } from '../../../main/cli/policed.ts'
import { openPolicyBook, type PolicyBook } from '../../../main/policy/policy-book.ts'
import type { ServerTarget } from '../../../main/smtp/client.ts'
import { office, policyText } from '../policy/sample.ts'

const target = (over: Partial<ServerTarget> = {}): ServerTarget => ({
  host: 'mail.kestrel.example',
  port: 587,
  security: 'starttls',
  ...over,
})

function under(rest: object | string): Promise<PolicyBook> {
  const text = typeof rest === 'string' ? rest : policyText(rest)
  const found = { kind: 'text', text } as const
  return openPolicyBook({ read: () => Promise.resolve({ path: '/p', found }) }, { now: () => 0 })
}

it('given servers alone: by host, port and security', async () => {
  const book = await under({ rules: { servers: 'given' }, servers: [office] })
  expect(refusalOf(book, target())).toBeNull()
  expect(refusalOf(book, target({ host: 'MAIL.kestrel.example' }))).toBeNull()
  for (const over of [{ host: 'evil.example' }, { port: 25 }, { security: 'none' }] as const)
    expect(refusalOf(book, target(over))).toContain('Kestrel IT')
})

it('TLS that is required, also by a file that cannot be used', async () => {
  for (const rest of [{ rules: { requireTls: true } }, 'nothing']) {
    const book = await under(rest)
    expect(refusalOf(book, target({ security: 'none' }))).not.toBeNull()
    expect(refusalOf(book, target())).toBeNull()
  }
})

it('no key that was trusted by hand, and the least TLS', async () => {
  const book = await under({ rules: { trustByHand: false, minTls: 'TLSv1.3' } })
  const hardened = harden(book, target({ tls: { pins: ['a'.repeat(64)] } }))
  expect(hardened.tls).toEqual({ minVersion: 'TLSv1.3' })
})
