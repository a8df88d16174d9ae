import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
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
})
