import { describe, expect, test } from 'vitest'
import { withSender } from '../../../main/servers/refused-senders.ts'
import type { Server } from '../../../main/servers/server.ts'

const server: Server = {
  id: 's1',
  kind: 'configured',
  name: 'Work',
  host: 'mail.example.org',
  port: 587,
  security: 'starttls',
  user: '',
  ehloName: '',
  allowInsecureAuth: false,
  pins: [],
  isDefault: true,
  createdAt: 0,
}
const refusal = (at: number) => ({ at, text: '553 5.7.1 not owned' })

describe('senders that a server refused', () => {
  test('are remembered, the newest first, each once', () => {
    const once = withSender(server, 'anna@example.org', refusal(1))
    const twice = withSender(withSender(once, 'bo@example.org', refusal(2)), 'anna@EXAMPLE.org', refusal(3))
    expect(twice.refusedSenders).toEqual([
      { address: 'anna@EXAMPLE.org', ...refusal(3) },
      { address: 'bo@example.org', ...refusal(2) },
    ])
  })

  test('are forgotten when the server takes them', () => {
    const refused = withSender(server, 'anna@example.org', refusal(1))
    expect(withSender(refused, 'anna@example.org', null)).toEqual(server)
    expect(withSender(refused, 'bo@example.org', null)).toBe(refused)
    expect(withSender(server, 'anna@example.org', null)).toBe(server)
  })

  test('are at most fifty, and a refusal is cut', () => {
    let now = server
    for (let at = 0; at < 60; at += 1)
      now = withSender(now, `a${at}@example.org`, { at, text: 'x'.repeat(9_999) })
    expect(now.refusedSenders).toHaveLength(50)
    expect(now.refusedSenders?.[0]).toMatchObject({ address: 'a59@example.org', text: 'x'.repeat(1_000) })
  })

  test('are not those of the practice server', () => {
    const practice = { ...server, kind: 'practice' as const }
    expect(withSender(practice, 'blocked@practice.test', refusal(1))).toBe(practice)
  })
})
