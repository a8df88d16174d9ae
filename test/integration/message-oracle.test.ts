import { spawnSync } from 'node:child_process'
import { homedir, hostname, userInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { pictureOctets, richMessage } from '../support/rich-message.ts'
import { attachment, composed, mailbox } from '../unit/message/compose-input.ts'

const python = `
import email, email.policy, json, sys, hashlib
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
body = m.get_body(('plain',))
files = [{'name': a.get_filename(), 'type': a.get_content_type(), 'sha256': hashlib.sha256(a.get_payload(decode=True)).hexdigest()} for a in m.iter_attachments()]
print(json.dumps({'subject': m['subject'], 'from': [m['from'].addresses[0].display_name, m['from'].addresses[0].addr_spec],
  'to': [[a.display_name, a.addr_spec] for a in m['to'].addresses], 'text': body.get_content().replace('\\r\\n', '\\n'), 'format': body['content-type'].params.get('format'),
  'files': files, 'defects': [str(d) for p in m.walk() for d in p.defects]}))
`
const pythonParts = `
import email, email.policy, json, sys, hashlib
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = list(m.walk())
print(json.dumps({'types': [p.get_content_type() for p in parts], 'subject': m['subject'], 'receipt': m['disposition-notification-to'],
  'project': m['x-project'], 'references': m['references'],
  'cids': {p['content-id']: hashlib.sha256(p.get_payload(decode=True)).hexdigest() for p in parts if p['content-id']},
  'names': [p.get_filename() for p in parts if p.get_filename()],
  'html': [p for p in parts if p.get_content_type() == 'text/html'][0].get_content(),
  'text': [p for p in parts if p.get_content_type() == 'text/plain'][0].get_content().replace('\\r\\n', '\\n'),
  'method': [p for p in parts if p.get_content_type() == 'text/calendar'][0]['content-type'].params.get('method'),
  'defects': [str(d) for p in parts for d in p.defects]}))
`
const pythonAll = `
import email, email.policy, sys
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
for p in m.walk():
  if not p.is_multipart(): sys.stdout.buffer.write(p.get_payload(decode=True))
`
const hasPython = spawnSync('python3', ['-c', 'import email']).status === 0

describe.skipIf(!hasPython)(`Python's email package${hasPython ? '' : ' (skipped: no python3)'}`, () => {
  it('reads what was composed as it was meant', async () => {
    const { createHash } = await import('node:crypto')
    const file = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 256))
    const name = 'Übersicht der Jahresabrechnung für das vergangene Geschäftsjahr 2026 (endgültig).pdf'
    const subject = 'Grüße aus Tromsø, 漢字 und ein ziemlich langer Betreff, der über mehrere Zeilen geht'
    const bytes = await composed({
      from: mailbox('"Solheim, Märit" <marit@kestrel.example>'),
      to: [mailbox('Jürgen <j@bücher.example>'), mailbox('"a b"@x.org'), mailbox('"Q. ""X" <q@x.org>')],
      subject,
      text: 'Zeile eins\n> zitiert\n-- \nMärit',
      attachments: [
        attachment(name, 'application/pdf', file),
        attachment('plain.txt', 'text/plain', 'a\nb\r\n'),
      ],
    })
    const run = spawnSync('python3', ['-c', python], { input: bytes, encoding: 'utf8' })
    expect(run.stderr).toBe('')
    expect(JSON.parse(run.stdout)).toEqual({
      subject,
      from: ['Solheim, Märit', 'marit@kestrel.example'],
      to: [
        ['Jürgen', 'j@xn--bcher-kva.example'],
        ['', '"a b"@x.org'],
        ['Q. X', 'q@x.org'],
      ],
      text: 'Zeile eins\n> zitiert\n-- \nMärit\n',
      format: 'flowed',
      files: [
        { name, type: 'application/pdf', sha256: createHash('sha256').update(file).digest('hex') },
        {
          name: 'plain.txt',
          type: 'text/plain',
          sha256: createHash('sha256').update('a\nb\r\n').digest('hex'),
        },
      ],
      defects: [],
    })
  })

  it('reads the parts of rich text as they were meant', async () => {
    const { createHash } = await import('node:crypto')
    const run = spawnSync('python3', ['-c', pythonParts], {
      input: await richMessage('rich'),
      encoding: 'utf8',
    })
    expect(run.stderr).toBe('')
    const sha256 = createHash('sha256').update(pictureOctets).digest('hex')
    const read = JSON.parse(run.stdout) as { readonly html: string; readonly text: string }
    expect(read).toMatchObject({
      types: [
        'multipart/mixed',
        'multipart/alternative',
        'text/plain',
        'multipart/related',
        'text/html',
        'image/png',
        'text/calendar',
        'application/pdf',
        'application/ics',
      ],
      cids: { '<p1@mail.test>': sha256 },
      names: ['plan.png', 'Übersicht 2027.pdf', 'invite.ics'],
      subject: 'Grüße aus dem Frühling, 漢字, and a subject that is long enough to be folded more than once',
      receipt: 'Ann <ann@mail.test>',
      project: 'Grün',
      references: '<first@mail.test> <before@mail.test>',
      method: 'REQUEST',
      defects: [],
    })
    expect(read.html).toContain('<h1>Frühling</h1>')
    expect(read.text).toMatch(/ 1\. one\n +2\. two\n> said\n/)
  })

  it('finds nothing of this computer in a message: no host name, no user, no path', async () => {
    const bytes = (await richMessage('leak')).toString('latin1')
    const decoded = spawnSync('python3', ['-c', pythonAll], { input: bytes, encoding: 'latin1' }).stdout
    for (const secret of [hostname(), homedir(), process.cwd(), userInfo().username].filter(
      (one) => one.length > 3,
    ))
      expect(`${bytes}${decoded}`).not.toContain(secret)
  })
})
