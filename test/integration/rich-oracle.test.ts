// Rich messages as other people's parsers read them: Python's email, mailparser, openssl.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { createCertificate } from '../support/certificates.ts'
import { createHarness } from '../support/core-harness.ts'
import { attachment, composed, mailbox } from '../unit/message/compose-input.ts'
import { pictureOctets, richInput } from '../unit/message/rich-input.ts'

const python = `
import base64, email, email.header, email.policy, email.utils, json, sys
def name(raw):
  # Not by the policy: some versions put a blank between encoded words of a display name (3.11 seen)
  phrase = email.utils.parseaddr(' '.join(str(email.message_from_bytes(raw)['to']).split()))[0]
  return str(email.header.make_header(email.header.decode_header(phrase)))
def tree(p):
  return [p.get_content_type(), [tree(c) for c in p.iter_parts()]] if p.is_multipart() else p.get_content_type()
def read(raw):
  m = email.message_from_bytes(raw, policy=email.policy.default)
  parts = [p for p in m.walk() if not p.is_multipart()]
  return {'tree': tree(m), 'subject': m['subject'], 'name': name(raw),
    'files': [p.get_filename() for p in parts if p.get_filename()],
    'cids': [p['content-id'] for p in parts if p['content-id']],
    'images': [p.get_payload(decode=True).hex() for p in parts if p.get_content_maintype() == 'image'],
    'text': m.get_body(('plain',)).get_content(), 'html': (lambda b: b.get_content() if b else None)(m.get_body(('html',))),
    'defects': [str(d) for p in m.walk() for d in p.defects]}
print(json.dumps([read(base64.b64decode(line)) for line in sys.stdin]))
`

interface PythonView {
  readonly tree: unknown
  readonly subject: string
  readonly name: string
  readonly files: readonly string[]
  readonly cids: readonly string[]
  readonly images: readonly string[]
  readonly text: string
  readonly html: string | null
  readonly defects: readonly string[]
}

function readByPython(messages: readonly Buffer[]): readonly PythonView[] {
  const input = messages.map((bytes) => `${bytes.toString('base64')}\n`).join('')
  const run = spawnSync('python3', ['-c', python], { input, encoding: 'utf8', maxBuffer: 1e8 })
  expect(run.stderr).toBe('')
  return JSON.parse(run.stdout) as readonly PythonView[]
}

const hasPython = spawnSync('python3', ['-c', 'import email']).status === 0
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

const richTree = [
  'multipart/mixed',
  [
    [
      'multipart/alternative',
      ['text/plain', ['multipart/related', ['text/html', 'image/png']], 'text/calendar'],
    ],
    'application/pdf',
    'application/ics',
  ],
]

/** Text as a person can type it into a field: no control character, no blank at the ends or doubled. */
const typed = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
  .map((text) =>
    text
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '')
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  )
  .filter((text) => text !== '')

const fileName = typed.map((text) => text.replaceAll(/["\\/]/g, '_')).filter((text) => !/^\.+$/.test(text))
const samples = fc.sample(fc.record({ subject: typed, name: typed, fileName }), { numRuns: 150, seed: 7 })

const toNamed = (name: string) => [{ ...mailbox('you@practice.test'), name }]

describe.skipIf(!hasPython)(`Python's email${hasPython ? '' : ' (skipped: no python3)'}`, () => {
  it('reads every part of a rich message where it belongs, with no defect', async () => {
    const [view] = readByPython([await composed(richInput)])
    expect(view).toMatchObject({
      tree: richTree,
      subject: richInput.subject,
      cids: ['<p1@kestrel.example>'],
      images: [pictureOctets.toString('hex')],
      defects: [],
    })
    expect(view?.files).toEqual(['plan.png', 'Übersicht.pdf', 'invite.ics'])
    expect(view?.html).toContain('<b>all</b>')
    expect(view?.text).toContain('> quoted')
  })

  it('gives back any subject, display name and file name', async () => {
    const messages = await Promise.all(
      samples.map((sample) =>
        composed({
          subject: sample.subject,
          to: toNamed(sample.name),
          attachments: [attachment(sample.fileName, 'application/pdf', 'x')],
        }),
      ),
    )
    const views = readByPython(messages)
    expect(views.map(({ subject, name, files }) => ({ subject, name, fileName: files[0] }))).toEqual(samples)
    expect(views.flatMap(({ defects }) => defects)).toEqual([])
  })
})

describe('mailparser', () => {
  it('reads the image, the file, the invitation and both texts', async () => {
    const parsed = await simpleParser(await composed(richInput), { skipImageLinks: true })
    expect(parsed.subject).toBe(richInput.subject)
    expect(parsed.html).toContain('src="cid:p1@kestrel.example"')
    expect(parsed.text).toContain('Dear all')
    const image = parsed.attachments.find(({ contentType }) => contentType === 'image/png')
    expect(image).toMatchObject({ cid: 'p1@kestrel.example', related: true })
    expect(image?.content.equals(pictureOctets)).toBe(true)
    expect(parsed.attachments.map(({ filename }) => filename)).toContain('invite.ics')
  })

  it('gives back any subject, display name and file name', async () => {
    for (const sample of samples) {
      const parsed = await simpleParser(
        await composed({
          subject: sample.subject,
          to: toNamed(sample.name),
          attachments: [attachment(sample.fileName, 'application/pdf', 'x')],
        }),
      )
      const to = Array.isArray(parsed.to) ? parsed.to[0] : parsed.to
      expect({
        subject: parsed.subject,
        name: to?.value[0]?.name,
        fileName: parsed.attachments[0]?.filename,
      }).toEqual(sample)
    }
  })
})

describe.skipIf(!hasOpenssl)(`openssl smime${hasOpenssl ? '' : ' (skipped: no openssl)'}`, () => {
  it('signs a rich body and finds it unchanged: its MIME form is canonical (RFC 8551 3.1.1)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sendoff-smime-'))
    try {
      const at = (name: string) => join(folder, name)
      const { cert, key } = createCertificate([])
      writeFileSync(at('cert.pem'), cert)
      writeFileSync(at('key.pem'), key)
      const bytes = await composed(richInput)
      const body = bytes.subarray(bytes.indexOf('Content-Type: multipart/mixed'))
      writeFileSync(at('body'), body)
      const signer = ['-signer', at('cert.pem'), '-inkey', at('key.pem')]
      const signed = spawnSync('openssl', ['smime', '-sign', '-crlfeol', '-in', at('body'), ...signer])
      writeFileSync(at('signed'), signed.stdout)
      const verify = ['smime', '-verify', '-noverify', '-in', at('signed'), '-out', at('out')]
      expect(spawnSync('openssl', verify, { encoding: 'utf8' }).stderr).toMatch(/Verification successful/)
      expect(readFileSync(at('out')).equals(body)).toBe(true)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

it('no host name, home and path of a file stands in the bytes', async () => {
  const core = await createHarness()
  try {
    const path = join(core.dataDir, 'plan.pdf')
    writeFileSync(path, '%PDF-1.7')
    await core.api.practice.tryIt({ scenarioId: null })
    const [identity] = await core.api.identities.list()
    const draft = await core.api.drafts.create({ content: { identityId: identity?.id ?? null } })
    const { added } = await core.api.drafts.attachPaths({ draftId: draft.id, paths: [path] })
    const content = {
      ...draft.content,
      to: ['you@practice.test'],
      subject: 'Plan',
      html: '<p>Dear <b>all</b></p>',
      text: 'Dear all',
      attachments: added,
    }
    await core.api.drafts.save({ draftId: draft.id, content })
    const preview = await core.api.drafts.source({ draftId: draft.id, content })
    if (!preview.ok) throw new Error(JSON.stringify(preview.problems))
    expect(preview.source).toContain('plan.pdf')
    for (const secret of [hostname(), homedir(), core.dataDir, tmpdir(), added[0]?.id ?? path])
      expect(preview.source.includes(secret), secret).toBe(false)
  } finally {
    await core.close()
  }
})
