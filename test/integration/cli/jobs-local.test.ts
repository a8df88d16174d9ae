// What the protocol forbids has the right type and gives a result: refused-locally, phase local, and no connection (cli.md, P28).
import { expect, it } from 'vitest'
import { base64, jobFor, messageTo, resultOf } from './program.ts'
import { serve } from './serving.ts'

const message = messageTo()
const to = (recipient: Record<string, unknown>) => ({
  messages: [{ ...message, to: [{ address: 'b@example.net', ...recipient }] }],
})
const messageWith = (fields: Record<string, unknown>) => ({ messages: [{ ...message, ...fields }] })
const raw = (content: string) => messageWith({ raw: base64(content) })

it.each([
  ['no recipient', messageWith({ to: [] }), /no recipient/],
  ['a control character in a recipient', to({ address: 'b@example.net\r\nRSET' }), /control character/],
  ['a control character in the sender', messageWith({ from: 'a\u0000@example.org' }), /control character/],
  ['a recipient without domain', to({ address: 'bob' }), /bob/],
  ['a word that NOTIFY does not know', to({ notify: ['SOON'] }), /SOON/],
  ['NOTIFY=NEVER beside another word', to({ notify: ['NEVER', 'DELAY'] }), /NEVER/],
  ['ORCPT without type', to({ orcpt: 'b@example.net' }), /ORCPT/],
  ['a control character in ORCPT', to({ orcpt: 'rfc822;b\n@example.net' }), /control character/],
  ['a control character in ENVID', messageWith({ dsn: { envid: 'a\rb' } }), /control character/],
  ['a word that RET does not know', messageWith({ dsn: { ret: 'ALL' } }), /ALL/],
  ['a priority over 9', messageWith({ priority: 12 }), /12/],
  ['a holdFor that is no date', messageWith({ holdFor: 'tomorrow' }), /tomorrow/],
  ['a deliverBy of 0 s in mode R', messageWith({ deliverBy: { seconds: 0, mode: 'R' } }), /DELIVERBY/],
  ['a mode of deliverBy that is none', messageWith({ deliverBy: { seconds: 60, mode: 'X' } }), /DELIVERBY/],
  ['a bad EHLO name', { ehloName: 'not a name' }, /EHLO name/],
  ['a control character in the EHLO name', { ehloName: 'a\r\nb' }, /EHLO name/],
  ['a control character in the user name', { auth: { user: 'u\u0007', pass: 'p' } }, /user name/],
  ['an empty host', { host: '' }, /host name/],
  ['a control character in the host', { host: 'a\nb' }, /host name/],
  ['a CR alone, with its offset', raw('Subject: x\r\n\r\na\rb\r\n'), /CR.* 15\b/],
  ['a NUL, with its offset', raw('Subject: x\r\n\r\na\u0000b\r\n'), /NUL.* 15\b/],
  [
    'a line over 998 octets, with its offset',
    raw(`Subject: x\r\n\r\n${'y'.repeat(999)}\r\n`),
    /999 octets.* 14\b/,
  ],
])('%s', async (_, fields, words) => {
  const { port, visits } = await serve({})
  const result = await resultOf(jobFor(port, fields))
  expect(result).toMatchObject({ overall: 'refused-locally', phase: 'local', kind: 'local' })
  expect(result.detail).toMatch(words)
  expect(result.detail).not.toMatch(/[\r\n]/)
  expect(result.recipients.every(({ outcome }) => outcome === 'refused-locally')).toBe(true)
  expect(visits.flatMap(({ commands }) => commands)).toEqual([])
})

it('a line of 998 octets that begins with a dot is sent: the stuffed dot does not count', async () => {
  const { port, visits } = await serve({})
  const line = `.${'y'.repeat(997)}`
  expect(await resultOf(jobFor(port, raw(`Subject: x\r\n\r\n${line}\r\n`)))).toMatchObject({
    overall: 'accepted',
  })
  expect(visits[0]?.contents[0]).toContain(`\r\n.${line}\r\n`)
})

it('the null reverse-path is allowed', async () => {
  const { port, visits } = await serve({})
  expect(await resultOf(jobFor(port, messageWith({ from: '' })))).toMatchObject({ overall: 'accepted' })
  expect(visits[0]?.commands[1]).toBe('MAIL FROM:<>')
})

it('DSN: envid and orcpt are given in clear and go out as xtext, each recipient with its own NOTIFY', async () => {
  const { port, visits } = await serve({ ehlo: ['DSN'] })
  const recipients = [
    { address: 'b@example.net', notify: ['SUCCESS', 'DELAY'], orcpt: 'rfc822;b+1@example.net' },
    { address: 'c@example.net', notify: ['NEVER'] },
  ]
  await resultOf(jobFor(port, messageWith({ to: recipients, dsn: { ret: 'HDRS', envid: 'x=1' } })))
  expect(visits[0]?.commands.slice(1, 4)).toEqual([
    'MAIL FROM:<a@example.org> RET=HDRS ENVID=x+3D1',
    'RCPT TO:<b@example.net> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b+2B1@example.net',
    'RCPT TO:<c@example.net> NOTIFY=NEVER',
  ])
})

it.each([
  ['REQUIRETLS', messageWith({ requireTls: true })],
  ['FUTURERELEASE', messageWith({ holdFor: 60 })],
  ['DELIVERBY', messageWith({ deliverBy: { seconds: 60, mode: 'R' } })],
  ['BINARYMIME', messageWith({ body: 'binarymime' })],
  ['8BITMIME', raw('Subject: x\r\n\r\n\u00fc\r\n')],
  ['SMTPUTF8', raw('Subject: \u00fc\r\n\r\nx\r\n')],
])('P30: %s missing refuses locally before MAIL', async (_, fields) => {
  const { port, visits } = await serve({})
  expect(await resultOf(jobFor(port, fields))).toMatchObject({ overall: 'refused-locally', kind: 'local' })
  expect(visits[0]?.commands.some((line) => line.startsWith('MAIL'))).toBe(false)
})
