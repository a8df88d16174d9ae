import { expect, it } from 'vitest'
import { escapeControls, formatTranscript } from '../../../main/transcript/format.ts'

it('shows control characters and direction marks of a server, and never passes them on', () => {
  expect(escapeControls('550 \u001b[2J\r\u0007 no \u009b1m \u202egnp.exe')).toBe(
    '550 \\x1b[2J\\x0d\\x07 no \\x9b1m \\u{202e}gnp.exe',
  )
})

it('leaves letters of every script alone', () => {
  expect(escapeControls('550 Größe 用户不存在 é')).toBe('550 Größe 用户不存在 é')
})

it('writes one line for each line, with seconds, direction and phase', () => {
  const text = formatTranscript([
    { seq: 1, atMs: 0, from: 'note', phase: 'connect', text: 'Connected' },
    { seq: 2, atMs: 247.4, from: 'client', phase: 'rcpt', text: 'RCPT TO:<a@b.example>' },
    { seq: 3, atMs: 31_700, from: 'server', phase: 'rcpt', text: '250 Ok' },
  ])
  expect(text).toBe(
    '   0.000  . connect   Connected\n   0.247  > rcpt      RCPT TO:<a@b.example>\n  31.700  < rcpt      250 Ok\n',
  )
})
