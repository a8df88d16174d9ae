import { describe, expect, test } from 'vitest'
import type { IdentityForm } from '../../../main/api.ts'
import { parseIdentity } from '../../../main/identities/parse-identity.ts'
import type { Server } from '../../../main/servers/server.ts'
import { identityForm } from './sample.ts'

type Sample = Pick<Server, 'id' | 'name' | 'kind' | 'allowedSenders'>

const servers: readonly Sample[] = [
  { id: 's1', name: 'Work', kind: 'configured' },
  { id: 's2', name: 'Home', kind: 'configured' },
  { id: 'strict', name: 'Strict', kind: 'configured', allowedSenders: ['@example.org', 'bo@example.net'] },
  { id: 'practice', name: 'Practice server', kind: 'practice' },
]
const parse = (over: Partial<IdentityForm>) =>
  parseIdentity(identityForm(over), (id) => servers.find((server) => server.id === id))
const problemsOf = (over: Partial<IdentityForm>) => {
  const parsed = parse(over)
  return parsed.ok ? [] : parsed.problems.map(({ field, message }) => `${field}: ${message}`)
}
const valuesOf = (over: Partial<IdentityForm>) => {
  const parsed = parse(over)
  return parsed.ok ? parsed.values : parsed.problems
}

describe('what passes', () => {
  test('holds only what was filled in', () => {
    expect(valuesOf({ name: ' Anna ', address: ' anna@EXAMPLE.org ' })).toEqual({
      name: 'Anna',
      address: 'anna@example.org',
      serverId: 's1',
    })
  })

  test('holds all of it, trimmed, each blind copy once', () => {
    expect(
      valuesOf({
        furtherServerIds: ['s2'],
        replyTo: 'Crew <crew@example.org>',
        organisation: ' Rowing club ',
        signatures: [{ id: 'a', name: ' Short ', text: '\nAnna  \nCaptain\n\n' }],
        alwaysBcc: ['log@example.org', 'Log <log@EXAMPLE.org>'],
        sentCopy: { kind: 'eml', path: ' /home/anna/Sent ' },
        envelopeSender: 'bounces@example.org',
      }),
    ).toEqual({
      name: 'Anna Example',
      address: 'anna@example.org',
      serverId: 's1',
      furtherServerIds: ['s2'],
      replyTo: 'Crew <crew@example.org>',
      organisation: 'Rowing club',
      signatures: [{ id: 'a', name: 'Short', text: 'Anna\nCaptain' }],
      alwaysBcc: ['log@example.org'],
      sentCopy: { kind: 'eml', path: '/home/anna/Sent' },
      envelopeSender: 'bounces@example.org',
    })
  })

  test('a further server that was deleted since is left out', () => {
    expect(valuesOf({ furtherServerIds: ['gone', 's2'] })).toMatchObject({ furtherServerIds: ['s2'] })
    expect(valuesOf({ furtherServerIds: ['gone'] })).not.toHaveProperty('furtherServerIds')
  })

  test('a reverse-path that is the address itself is none of its own', () => {
    expect(valuesOf({ envelopeSender: 'anna@example.org' })).not.toHaveProperty('envelopeSender')
  })

  test('a signature loses the separator that was pasted with it', () => {
    const signatures = [{ id: 'a', name: 'Short', text: '-- \r\nAnna' }]
    expect(valuesOf({ signatures })).toMatchObject({ signatures: [{ text: 'Anna' }] })
    // What is stored is judged again when it is edited or imported: it stays as it is.
    for (const text of ['-- \n--\nAnna', '--  \nAnna', '\n--\n\n-- \nAnna'])
      expect(valuesOf({ signatures: [{ id: 'a', name: 'Short', text }] })).toMatchObject({
        signatures: [{ text: 'Anna' }],
      })
  })

  test.each(['anna@example.org', 'anna@EXAMPLE.ORG'])(
    'a server takes what its patterns name: %s',
    (address) => {
      expect(problemsOf({ serverId: 'strict', address })).toEqual([])
    },
  )
})

describe('what is refused has a sentence at its field', () => {
  test.each<[string, Partial<IdentityForm>, string]>([
    ['no address', { address: ' ' }, 'address: An email address is missing: the one that you send from.'],
    ['two signs', { address: 'anna@@example.org' }, 'address: anna@@example.org has two @ signs.'],
    [
      'a name with the address',
      { address: 'Anna <anna@example.org>' },
      'address: Only the address belongs here; the name has a field of its own.',
    ],
    [
      'no server',
      { serverId: 'gone' },
      'serverId: Choose the outgoing server that carries mail from this address.',
    ],
    ['a reply address that is none', { replyTo: 'crew' }, 'replyTo: crew has no @ sign.'],
    ['a blind copy to nobody', { alwaysBcc: ['log'] }, 'alwaysBcc: log has no @ sign.'],
    ['a reverse-path that is none', { envelopeSender: 'x' }, 'envelopeSender: x has no @ sign.'],
    [
      'a reverse-path with a name',
      { envelopeSender: 'B <b@example.org>' },
      'envelopeSender: Only the address belongs here: a name has no place in an envelope.',
    ],
    [
      'the same server again',
      { furtherServerIds: ['s1'] },
      'furtherServerIds: A further server is another one of your outgoing servers, each named once.',
    ],
    [
      'the practice server as a further one',
      { furtherServerIds: ['practice'] },
      'furtherServerIds: A further server is another one of your outgoing servers, each named once.',
    ],
    [
      'an address that the server does not take',
      { serverId: 'strict', address: 'anna@example.com' },
      'address: Strict takes only @example.org, bo@example.net, not anna@example.com.',
    ],
    [
      'a domain below the one that it takes',
      { serverId: 'strict', address: 'anna@mail.example.org' },
      'address: Strict takes only @example.org, bo@example.net, not anna@mail.example.org.',
    ],
    [
      'a reverse-path that the server does not take',
      { serverId: 'strict', envelopeSender: 'b@example.com' },
      'envelopeSender: Strict takes only @example.org, bo@example.net, not b@example.com.',
    ],
    [
      'an address that a further server does not take',
      { address: 'anna@example.com', furtherServerIds: ['strict'] },
      'furtherServerIds: Strict takes only @example.org, bo@example.net, not anna@example.com.',
    ],
    [
      'a folder that is not named in full',
      { sentCopy: { kind: 'maildir', path: 'Sent' } },
      'sentCopy: The folder is named in full, from the root of the disk, for example /home/anna/Sent.',
    ],
    [
      'no folder',
      { sentCopy: { kind: 'eml', path: '' } },
      'sentCopy: Choose the folder that copies are kept in.',
    ],
    [
      'a signature without a name',
      { signatures: [{ id: 'a', name: '', text: 'Anna' }] },
      'signatures[0].name: A name is missing: what you call this signature.',
    ],
    [
      'an empty signature',
      { signatures: [{ id: 'a', name: 'Short', text: ' \n' }] },
      'signatures[0].text: The signature is empty.',
    ],
    [
      'a signature that is a book',
      { signatures: [{ id: 'a', name: 'Long', text: 'x'.repeat(10_001) }] },
      'signatures[0].text: The signature has 10001 characters; at most 10000 are allowed.',
    ],
    [
      'an organisation that is too long',
      { organisation: 'x'.repeat(301) },
      'organisation: The organisation has 301 characters; at most 300 are allowed.',
    ],
  ])('%s', (_name, over, problem) => {
    expect(problemsOf(over)).toEqual([problem])
  })

  test.each<[string, Partial<IdentityForm>]>([
    ['name', { name: 'Anna\r\nBcc: x@example.org' }],
    ['address', { address: 'anna\r\n@example.org' }],
    ['organisation', { organisation: 'Club\nX: y' }],
    ['replyTo', { replyTo: 'crew@example.org\r\nX: y' }],
    ['alwaysBcc', { alwaysBcc: ['log@example.org\r\nX: y'] }],
    ['envelopeSender', { envelopeSender: 'b@example.org>\r\nRSET' }],
    ['sentCopy', { sentCopy: { kind: 'eml', path: '/tmp/a\u0000b' } }],
    ['signatures[0].text', { signatures: [{ id: 'a', name: 'x', text: 'a\u0007b' }] }],
  ])('P28: a control character in %s', (field, over) => {
    const problems = problemsOf(over)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${field.replace(/[[\]]/g, '\\$&')}: .*control character`))
  })

  test('all of it at once', () => {
    expect(problemsOf({ address: '', serverId: '', replyTo: 'x' })).toHaveLength(3)
  })
})

describe('a rich signature', () => {
  const base64 = Buffer.alloc(30).toString('base64')
  const picture = { cid: 'a@sendoff', name: 'logo.png', type: 'image/png' as const, base64 }
  const signature = (rest: object) => ({ signatures: [{ id: 'a', name: 'Short', text: 'Anna', ...rest }] })

  test('is cleaned, and keeps the pictures that stand in it alone', () => {
    const html =
      '<b onclick="x()">Anna</b><script>x()</script><img src="cid:a@sendoff" alt=""><img src="cid:b@sendoff">'
    const pictures = [picture, { ...picture, cid: 'c@sendoff' }]
    expect(valuesOf(signature({ html, pictures }))).toMatchObject({
      signatures: [{ html: '<b>Anna</b><img src="cid:a@sendoff" alt="" />', pictures: [picture] }],
    })
  })

  test.each([
    ['a picture on the web', { html: '<img src="https://evil.example/x.png">' }, 'somewhere on the web'],
    ['too much HTML', { html: `<b>${'x'.repeat(60_000)}</b>` }, 'at most 50000'],
    [
      'pictures that are too large',
      {
        html: '<img src="cid:a@sendoff">',
        pictures: [{ ...picture, base64: Buffer.alloc(200_001).toString('base64') }],
      },
      'have 201 kB, which every message would carry; at most 200 kB',
    ],
  ])('is refused with %s', (_, rest, words) => {
    const [problem] = problemsOf(signature(rest))
    expect(problem).toMatch(/^signatures\[0\]\.html: /)
    expect(problem).toContain(words)
  })
})
