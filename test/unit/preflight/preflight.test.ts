import { describe, expect, it } from 'vitest'
import { emptyContent } from '../../../main/drafts/drafts.ts'
import type { DraftAttachment, DraftContent } from '../../../main/drafts/draft.ts'
import { encodedOctets, estimateOctets } from '../../../main/preflight/message-size.ts'
import { preflight, type KnownServer, type PreflightFacts } from '../../../main/preflight/preflight.ts'
import type { Server } from '../../../main/servers/server.ts'

const office: Server = {
  id: 's1',
  kind: 'configured',
  name: 'Kestrel office',
  host: 'mail.kestrel.example',
  port: 587,
  security: 'starttls',
  user: 'marit',
  ehloName: '',
  allowInsecureAuth: false,
  pins: [],
  isDefault: true,
  createdAt: 0,
}

function known(
  over: Partial<Server> = {},
  listed: { maxSize?: number; extensions?: readonly string[] } = {},
): KnownServer {
  const server = { ...office, ...over }
  const { host, port } = server
  return { server, seen: { at: 5, host, port, extensions: [], ...listed } }
}

function file(over: Partial<DraftAttachment>): DraftAttachment {
  return {
    id: 'f1',
    name: 'a.pdf',
    type: 'application/pdf',
    size: 1,
    file: 'f1',
    sha256: '',
    copiedAt: 0,
    ...over,
  }
}

function facts(content: Partial<DraftContent>, over: Partial<PreflightFacts> = {}): PreflightFacts {
  return {
    content: { ...emptyContent, to: ['anna@example.org'], subject: 'Hello', ...content },
    identity: { id: 'i1', name: 'Marit', address: 'marit@kestrel.example', serverId: 's1' },
    chosen: known(),
    others: [],
    sending: 'on',
    reminders: { attachment: true, subject: true },
    language: 'en',
    ...over,
  }
}

const findings = (...args: Parameters<typeof facts>) => preflight(facts(...args)).findings
const ids = (...args: Parameters<typeof facts>) => findings(...args).map(({ id, grade }) => `${grade} ${id}`)

describe('pre-flight', () => {
  it('has nothing to say about an ordinary message', () => {
    expect(findings({ text: 'Hello Anna' })).toEqual([])
  })

  it('says nothing about a server that was never asked', () => {
    const chosen = { server: office, seen: undefined }
    const content = { to: ['änna@example.org'], attachments: [file({ size: 90_000_000 })] }
    expect(findings(content, { chosen })).toEqual([])
  })

  describe('P30: size', () => {
    const chosen = known({}, { maxSize: 26_214_400 })

    it('compares what goes over the wire with SIZE', () => {
      const { findings: found, size } = preflight(
        facts({ attachments: [file({ size: 19_000_000 })] }, { chosen }),
      )
      expect(found).toEqual([])
      expect(size).toMatchObject({ limit: 26_214_400, host: 'mail.kestrel.example', saidAt: 5 })
      expect(ids({ attachments: [file({ size: 19_200_000 })] }, { chosen })).toEqual(['refused size'])
    })

    it('offers to shrink the picture that makes the difference', () => {
      const attachments = [
        file({ size: 12_000_000 }),
        file({ id: 'p', name: 'p.jpg', type: 'image/jpeg', size: 9_000_000 }),
      ]
      expect(findings({ attachments }, { chosen })[0]?.fix).toEqual({
        kind: 'shrink',
        attachmentId: 'p',
        label: 'Shrink p.jpg',
      })
    })

    it('offers another server where no picture makes the difference', () => {
      const attachments = [file({ name: 'film.mov', size: 30_000_000 })]
      const others = [
        known({ id: 's2', name: 'Small' }, { maxSize: 1_000 }),
        known({ id: 's3', name: 'Fjordmail' }, { maxSize: 52_428_800 }),
      ]
      const [found] = findings({ attachments }, { chosen, others })
      expect(found?.text).toBe(
        'This will be refused: film.mov alone is over the 26.2 MB that mail.kestrel.example takes; the message is 41.1 MB on the wire.',
      )
      expect(found?.fix).toEqual({
        kind: 'use-server',
        serverId: 's3',
        label: 'Send through Fjordmail, up to 52.4 MB',
      })
    })

    it('offers nothing where nothing helps', () => {
      const others = [{ server: { ...office, id: 's2' }, seen: undefined }]
      expect(
        findings({ attachments: [file({ size: 30_000_000 })] }, { chosen, others })[0]?.fix,
      ).toBeUndefined()
    })

    it('counts base64 to the octet, with its line ends', () => {
      expect([0, 1, 57, 58].map(encodedOctets)).toEqual([0, 6, 78, 84])
      expect(estimateOctets({ ...emptyContent, attachments: [file({ size: 57_000 })] })).toBeGreaterThan(
        78_000,
      )
    })
  })

  it('P30: names the address that needs SMTPUTF8, and a server that lists it', () => {
    const others = [known({ id: 's2', name: 'Utf' }, { extensions: ['SMTPUTF8'] })]
    const [found] = findings({ to: ['anna@example.org'], cc: ['änna@example.org'] }, { others })
    expect(found).toMatchObject({
      id: 'smtputf8',
      grade: 'refused',
      fix: { kind: 'use-server', serverId: 's2' },
    })
    expect(found?.text).toContain('änna@example.org')
    expect(findings({ cc: ['änna@example.org'] })[0]?.fix).toMatchObject({ kind: 'go-to', field: 'cc' })
    expect(findings({ to: ['anna@müller.example'] })).toEqual([])
  })

  it('names a sender that the server does not take, or refused', () => {
    expect(ids({}, { chosen: known({ allowedSenders: ['@other.example'] }) })).toEqual(['refused sender'])
    const refusedSenders = [{ address: 'alias@kestrel.example', at: 1, text: '553 not yours' }]
    expect(ids({}, { chosen: known({ refusedSenders }) })).toEqual([])
    const [found] = findings({ from: 'alias@kestrel.example' }, { chosen: known({ refusedSenders }) })
    expect(found?.text).toContain('553 not yours')
  })

  it('says which option the server cannot keep', () => {
    const content = { options: { requireTls: true, dsn: { notify: ['success'], ret: 'headers' } } } as const
    expect(ids(content)).toEqual(['refused require-tls', 'note dsn'])
    expect(ids(content, { chosen: known({}, { extensions: ['REQUIRETLS', 'DSN'] }) })).toEqual([])
  })

  it('says why it would wait', () => {
    const others = [known({ id: 's2', name: 'Fjordmail' })]
    expect(findings({}, { chosen: known({ disabled: true }), others })).toMatchObject([
      { id: 'server-off', fix: { kind: 'use-server', serverId: 's2' } },
    ])
    expect(ids({}, { chosen: known({ disabled: true }) })).toEqual(['doubt server-off'])
    expect(ids({}, { sending: 'offline' })).toEqual(['note stopped'])
  })

  describe('reminders', () => {
    it('asks for the file that the text speaks of', () => {
      expect(findings({ text: 'Please find attached the plan.' })[0]).toMatchObject({
        id: 'attachment',
        grade: 'reminder',
        text: 'You wrote “attached”, and no file is attached.',
        fix: { kind: 'attach' },
      })
      expect(ids({ text: 'Siehe Anhang' }, { language: 'de' })).toEqual(['reminder attachment'])
      expect(ids({ text: 'Siehe Anhang' })).toEqual([])
    })

    it.each([
      ['a file is there', { text: 'attached', attachments: [file({})] }],
      ['the word is quoted', { text: 'Thanks.\n> it is attached' }],
      ['the word stands in the signature', { text: 'Thanks.\n-- \nAttached to nature' }],
      ['the word is part of another', { text: 'an unattachedly written word' }],
    ])('is silent where %s', (_, content) => {
      expect(ids(content)).toEqual([])
    })

    it('does not take a picture in the text for the file', () => {
      expect(ids({ text: 'attached', attachments: [file({ cid: 'a@b' })] })).toEqual(['reminder attachment'])
    })

    it('asks for a subject once there is somebody to send to', () => {
      expect(ids({ subject: ' ' })).toEqual(['reminder subject'])
      expect(ids({ subject: '', to: [] })).toEqual([])
    })

    it('each can be switched off', () => {
      const reminders = { attachment: false, subject: false }
      expect(ids({ subject: '', text: 'attached' }, { reminders })).toEqual([])
    })

    it('doubts a program', () => {
      expect(ids({ attachments: [file({ name: 'Setup.EXE' })] })).toEqual(['doubt program'])
    })
  })

  it('puts the gravest first', () => {
    const content = { subject: '', text: 'attached', options: { requireTls: true } }
    expect(ids(content, { sending: 'paused' })).toEqual([
      'refused require-tls',
      'reminder attachment',
      'reminder subject',
      'note stopped',
    ])
  })
})

describe('what is counted and read', () => {
  const octets = (content: Partial<DraftContent>) => estimateOctets({ ...emptyContent, ...content })

  it('counts no rich text where plain text alone is sent', () => {
    const html = '<b>x</b>'.repeat(1_000)
    expect(octets({ html, options: { plainOnly: true } })).toBe(octets({}))
  })

  it('counts an attached message as it goes, not in base64', () => {
    const message = file({ type: 'message/rfc822', size: 1_000_000 })
    expect(octets({ attachments: [message] })).toBeLessThan(1_002_000)
  })

  it('P30: a sender beyond ASCII wants SMTPUTF8 too', () => {
    const fix = { kind: 'go-to', field: 'from' }
    expect(findings({ from: 'müller@kestrel.example' })).toMatchObject([{ id: 'smtputf8', fix }])
    const identity = { id: 'i1', name: '', address: 'müller@kestrel.example', serverId: 's1' }
    expect(findings({}, { identity })).toMatchObject([{ id: 'smtputf8', fix }])
    expect(ids({ from: 'Müller <m@kestrel.example>' })).toEqual([])
  })
})
