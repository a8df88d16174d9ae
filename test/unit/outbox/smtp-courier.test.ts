import { Readable } from 'node:stream'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CourierHooks } from '../../../main/outbox/courier.ts'
import { createSmtpCourier, type Asked, type Credential } from '../../../main/outbox/smtp-courier.ts'
import type { Courier } from '../../../main/outbox/courier.ts'
import { isOpen } from '../../../main/outbox/state.ts'
import { CallError } from '../../../main/result.ts'
import type { Server } from '../../../main/servers/server.ts'
import type {
  ClientDeps,
  DeliverHooks,
  OpenResult,
  OpenSession,
  OutgoingMessage,
  ServerTarget,
} from '../../../main/smtp/client.ts'
import type { DeliveryResult, SmtpFailure } from '../../../main/smtp/types.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { accepted, entryWith } from './sample.ts'

const server: Server = {
  id: 's1',
  kind: 'configured',
  name: 'Work',
  host: 'mail.example.org',
  port: 587,
  security: 'starttls',
  user: 'you',
  ehloName: '',
  allowInsecureAuth: false,
  pins: [],
  isDefault: true,
  createdAt: 0,
}

const taken: DeliveryResult = {
  overall: 'accepted',
  phase: 'done',
  reply: accepted,
  queueId: '4XyZ',
  recipients: [{ address: 'pending0@example.org', outcome: 'accepted' }],
  notes: [],
}
const died: DeliveryResult = {
  ...taken,
  overall: 'deferred',
  phase: 'mail',
  reply: undefined,
  recipients: [],
  failure: { phase: 'mail', kind: 'network', detail: 'The connection ended.' },
}

let journal: string[]
let passwords: Map<string, string>
let refusal: SmtpFailure | null
let results: DeliveryResult[]
let hookRun: ((hooks: DeliverHooks | undefined) => Promise<void>) | null
let targets: ServerTarget[]
let messages: OutgoingMessage[]
let configured: Server | undefined
let courier: Courier
let isDiskFull: boolean
let reachFault: Error | null
let beforeReach: (() => unknown) | null
/** Of a web sign-in; null: a password. */
let token: Credential | null
let capabilities: ReadonlyMap<string, readonly string[]>
let limits: OpenSession['limits']
/** What the server says in a transaction; null: no line is told. */
let lineOfDelivery: string | null
/** When the server has answered QUIT. */
let goodbye: Promise<unknown>

const hooks: CourierHooks = {
  step: async (step) => void journal.push(`step ${step}`),
  aboutToComplete: async () => void journal.push('about to complete'),
  phase: () => undefined,
  progress: () => undefined,
}

async function openClient(target: ServerTarget, deps: ClientDeps): Promise<OpenResult> {
  targets.push(target)
  journal.push('open')
  const line = (from: 'server' | 'client', text: string) =>
    deps.tap({ seq: 1, atMs: 0, from, phase: 'greeting', text })
  if (refusal) {
    if (refusal.phase !== 'connect') line('server', '220 hello')
    return { ok: false, failure: refusal }
  }
  line('server', '220 hello')
  let usable = true
  const end = (how: string) => () => {
    usable = false
    journal.push(how)
  }
  return {
    ok: true,
    session: {
      capabilities,
      ...(limits === undefined ? {} : { limits }),
      greeting: '220 hello',
      remoteAddress: '203.0.113.5',
      mechanism: 'PLAIN',
      get usable() {
        return usable
      },
      probe: () => Promise.resolve([]),
      deliver: async (message, engineHooks) => {
        messages.push(message)
        journal.push('deliver')
        if (lineOfDelivery !== null) line('server', lineOfDelivery)
        await hookRun?.(engineHooks)
        const result = results.shift() ?? taken
        if (result.failure) usable = false
        return result
      },
      close: async () => {
        await goodbye
        end('quit')()
      },
      abort: end('abort'),
    },
  }
}

beforeEach(() => {
  journal = []
  passwords = new Map([['s1', 'secret']])
  refusal = null
  results = []
  hookRun = null
  targets = []
  messages = []
  configured = server
  capabilities = new Map()
  limits = undefined
  lineOfDelivery = null
  goodbye = Promise.resolve(null)
  isDiskFull = false
  reachFault = null
  beforeReach = null
  token = null
  const write = async (what: string) => {
    if (isDiskFull) throw new Error('disk full')
    journal.push(what)
  }
  courier = createSmtpCourier({
    server: () => configured,
    reach: async ({ host, port, security }) => {
      beforeReach?.()
      if (reachFault !== null) throw reachFault
      journal.push('reach')
      return { target: { host, port, security }, timeouts: {}, release: () => void journal.push('release') }
    },
    credential: async ({ id }) => {
      if (token !== null) return { ok: true, value: token }
      const pass = passwords.get(id)
      return pass === undefined ? null : { ok: true, value: { pass } }
    },
    openClient,
    recorder: {
      start: (attemptId) => ({
        tap: (line) => void journal.push(`${attemptId} ${line.text}`),
        flush: () => write(`${attemptId} flushed`),
        end: () => write(`${attemptId} ended`),
      }),
    },
    openSpool: async (revision) => {
      if (revision.spoolFile === 'gone.eml') throw new Error('gone.eml is not in the spool.')
      return () => Readable.from(['x'])
    },
    needsSignIn: (failure) => failure.reply?.code === 535,
    clock: createFakeClock(),
    random: createSeededRandom(),
  })
})

const deliver = (attemptId = 'a1', entry = entryWith(['pending', 'accepted'])) =>
  courier.deliver(entry, entry.recipients.filter(isOpen), attemptId, hooks, new AbortController().signal)

test('sends to the open recipients alone, and reports the facts of the session', async () => {
  const report = await deliver()
  expect(messages[0]?.to).toEqual([{ address: 'pending0@example.org' }])
  expect(report).toMatchObject({
    overall: 'accepted',
    answered: true,
    queueId: '4XyZ',
    session: { remoteAddress: '203.0.113.5', mechanism: 'PLAIN', signedInAs: 'you' },
  })
  expect(targets[0]?.auth).toMatchObject({ user: 'you', pass: 'secret', allowInsecure: false })
})

test('EXTERNAL needs no password: the client certificate signs in', async () => {
  passwords = new Map()
  configured = { ...server, mechanism: 'EXTERNAL' }
  expect(await deliver()).toMatchObject({ overall: 'accepted' })
  expect(targets[0]?.auth).toEqual({ user: 'you', mechanisms: ['EXTERNAL'] })
})

describe('with a token', () => {
  const withToken = (refresh: () => Promise<Asked<string>>): Credential => ({
    token: 't1',
    grantedAt: 1,
    isRenewed: false,
    refresh,
  })
  const refused: SmtpFailure = {
    phase: 'auth',
    kind: 'server-reply',
    command: 'AUTH XOAUTH2',
    detail: '535',
    reply: { code: 535, lines: ['535 5.7.8 no'] },
  }

  test('P26: nothing is allowed without TLS, whatever is allowed for passwords', async () => {
    configured = { ...server, allowInsecureAuth: true }
    token = withToken(() => Promise.reject(new Error('not asked for')))
    await deliver()
    expect(targets[0]?.auth).toEqual({ user: 'you', token: 't1' })
  })

  test('P13: a refused one is renewed once; where that gives none, the person is asked, and nothing is sent', async () => {
    const failure: SmtpFailure = { phase: 'auth', kind: 'local', errorCode: 'OAUTH_SIGN_IN', detail: 'ended' }
    token = withToken(() => Promise.resolve({ ok: false, failure, needsSignIn: true }))
    refusal = refused
    expect(await deliver()).toMatchObject({ failure, needsSignIn: true, overall: 'refused-locally' })
    expect(targets).toHaveLength(1)
    expect(journal.some((line) => /token .* renewed/.test(line))).toBe(false)
    token = withToken(() => Promise.resolve({ ok: true, value: 't2' }))
    expect(await deliver('a2')).toMatchObject({ failure: refused, needsSignIn: true })
    expect(targets.map(({ auth }) => auth?.token)).toEqual(['t1', 't1', 't2'])
    expect(journal).toContain('a2 the token was refused, and was renewed for a second session')
    expect(messages).toEqual([])
  })
})

test('signs in by the one mechanism that was chosen, and asks for the reports of the server where it lists DSN', async () => {
  configured = {
    ...server,
    mechanism: 'SCRAM-SHA-256',
    dsn: { notify: ['failure', 'delay'], ret: 'headers' },
  }
  await deliver('a1')
  expect(targets[0]?.auth?.mechanisms).toEqual(['SCRAM-SHA-256'])
  expect([messages[0]?.dsn, messages[0]?.to[0]?.notify]).toEqual([undefined, undefined])
  await courier.rest()
  capabilities = new Map([['DSN', []]])
  await deliver('a2')
  expect(messages[1]?.dsn).toMatchObject({ ret: 'HDRS' })
  expect(messages[1]?.to).toEqual([{ address: 'pending0@example.org', notify: ['FAILURE', 'DELAY'] }])
})

test('P8: a transcript that cannot be stored behind the final reply does not change what the server said', async () => {
  hookRun = async () => void (isDiskFull = true)
  expect(await deliver()).toMatchObject({ overall: 'accepted', queueId: '4XyZ' })
  expect(journal.filter((what) => what === 'deliver')).toHaveLength(1)
})

test('reuses the open session while work waits; each attempt has its own transcript, the last one has QUIT', async () => {
  await deliver('a1')
  expect((await deliver('a2')).notes).toEqual([
    'Sent over the session that was open from the message before.',
  ])
  await courier.rest()
  expect(journal.filter((line) => !line.endsWith('flushed'))).toEqual([
    'reach',
    'open',
    'a1 220 hello',
    'deliver',
    'a1 ended',
    'deliver',
    'quit',
    'release',
    'a2 ended',
  ])
})

test('a second rest waits for the goodbye that the first one began: the store closes behind it, and has the lines', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  goodbye = promise
  await deliver('a1')
  void courier.rest()
  const second = courier.rest().then(() => journal.push('rested'))
  setImmediate(resolve, null)
  await second
  expect(journal.slice(-2)).toEqual(['a1 ended', 'rested'])
})

test('P17: what is said on a session that is kept stands in the transcript of the message that it is about, and counts', async () => {
  await deliver('a1')
  lineOfDelivery = '250 2.0.0 Ok'
  expect((await deliver('a2')).answered).toBe(true)
  expect((await deliver('a3')).answered).toBe(true)
  await courier.rest()
  expect(journal.filter((line) => line.includes('250 2.0.0 Ok'))).toEqual([
    'a2 250 2.0.0 Ok',
    'a3 250 2.0.0 Ok',
  ])
})

test('does not reuse a session after the settings or the password changed', async () => {
  await deliver()
  passwords.set('s1', 'other')
  await deliver()
  configured = { ...server, port: 465 }
  await deliver()
  expect(targets.map(({ port, auth }) => [port, auth?.pass])).toEqual([
    [587, 'secret'],
    [587, 'other'],
    [465, 'other'],
  ])
})

test('P17: a kept session that the server had closed is no answer; a new one is opened at once', async () => {
  await deliver()
  results = [died, taken]
  expect(await deliver('a2')).toMatchObject({ overall: 'accepted' })
  expect(targets).toHaveLength(2)
})

test('a new session that ends at MAIL is the outcome', async () => {
  results = [died, taken]
  expect(await deliver()).toMatchObject({ overall: 'deferred', phase: 'mail' })
  expect(targets).toHaveLength(1)
  expect(journal).toContain('release')
})

describe('P13: a keychain that refuses', () => {
  const locked = () => new CallError('secret', 'The keychain could not be read. It may be locked.')
  const keychain = {
    needsSignIn: true,
    answered: false,
    overall: 'refused-locally',
    failure: { phase: 'auth', kind: 'local', errorCode: 'KEYCHAIN' },
  }

  test('the password: nothing is said of it, and no connection is opened', async () => {
    passwords.get = () => {
      throw locked()
    }
    expect(await deliver()).toMatchObject(keychain)
    expect(targets).toEqual([])
  })

  test('what the connection needs beside it (proxy, client certificate): the same', async () => {
    reachFault = locked()
    expect(await deliver()).toMatchObject(keychain)
    expect(targets).toEqual([])
  })

  test('the renewed token: the same, and the refused one is not tried again', async () => {
    token = { token: 't1', grantedAt: 1, isRenewed: false, refresh: () => Promise.reject(locked()) }
    refusal = { phase: 'auth', kind: 'server-reply', detail: '535', reply: { code: 535, lines: ['535 no'] } }
    expect(await deliver()).toMatchObject({ ...keychain, answered: true })
    expect(targets).toHaveLength(1)
  })
})

describe('P26: settings that change while the secrets are read', () => {
  test('the new password goes to the new host, and to no other', async () => {
    beforeReach = () => {
      beforeReach = null
      configured = { ...server, host: 'mail.other.test' }
      passwords.set('s1', 'for-the-other')
    }
    expect(await deliver()).toMatchObject({ overall: 'accepted' })
    expect(targets.map(({ host, auth }) => [host, auth?.pass])).toEqual([
      ['mail.other.test', 'for-the-other'],
    ])
    expect(journal.filter((line) => line === 'release')).toHaveLength(1)
  })

  test('a server that is gone meanwhile gets none', async () => {
    beforeReach = () => (configured = undefined)
    expect(await deliver()).toMatchObject({ failure: { errorCode: 'SERVER' } })
    expect(targets).toEqual([])
  })
})

describe('before the session', () => {
  test('P13: without a password in this session it asks for one and does not connect', async () => {
    passwords.clear()
    expect(await deliver()).toMatchObject({
      needsSignIn: true,
      answered: false,
      failure: { phase: 'auth', errorCode: 'NO_PASSWORD' },
    })
    expect(targets).toEqual([])
  })

  test('a server without sign-in needs no password', async () => {
    configured = { ...server, user: '' }
    passwords.clear()
    const report = await deliver()
    expect(report.session.signedInAs).toBeUndefined()
    expect(targets[0]?.auth).toBeUndefined()
  })

  test('a spool file that is gone is named, and nothing is sent', async () => {
    const entry = entryWith(['pending'])
    const report = await deliver('a1', { ...entry, revision: { ...entry.revision, spoolFile: 'gone.eml' } })
    expect(report).toMatchObject({
      overall: 'refused-locally',
      failure: { errorCode: 'SPOOL', detail: 'gone.eml is not in the spool.' },
    })
    expect(targets).toEqual([])
  })

  test('P17: no connection is no answer', async () => {
    refusal = { phase: 'connect', kind: 'network', detail: 'refused', errorCode: 'ECONNREFUSED' }
    expect(await deliver()).toMatchObject({ overall: 'deferred', answered: false, needsSignIn: false })
    expect(journal).toContain('release')
  })

  test('P13: a refused password is reported as one', async () => {
    refusal = {
      phase: 'auth',
      kind: 'server-reply',
      reply: { code: 535, lines: ['535 5.7.8 No'] },
      detail: '535 5.7.8 No',
    }
    expect(await deliver()).toMatchObject({ overall: 'rejected', answered: true, needsSignIn: true })
  })
})

describe('the last octet', () => {
  test('P3: the transcript is stored and the step is stored before it goes on', async () => {
    hookRun = async (engine) => {
      engine?.phase?.('mail')
      engine?.phase?.('rcpt')
      engine?.phase?.('data')
      engine?.phase?.('message')
      await engine?.beforeLastOctet?.([])
      journal.push('dot')
    }
    await deliver()
    expect(journal.slice(journal.indexOf('deliver'), journal.indexOf('dot') + 1)).toEqual([
      'deliver',
      'step envelope',
      'step content',
      'a1 flushed',
      'about to complete',
      'dot',
    ])
  })

  test('P21: an abort destroys the session', async () => {
    const abort = new AbortController()
    hookRun = async () => abort.abort()
    const entry = entryWith(['pending'])
    await courier.deliver(entry, entry.recipients, 'a1', hooks, abort.signal)
    expect(journal).toContain('abort')
  })
})

describe('limits of the server (RFC 9422)', () => {
  const three = entryWith(['pending', 'deferred', 'pending'])
  const addresses = three.recipients.map(({ address }) => address)
  const takenAll = (to: readonly (string | undefined)[]): DeliveryResult => ({
    ...taken,
    recipients: to.map((address) => ({ address: address ?? '', outcome: 'accepted' })),
  })

  test('RCPTMAX: as many as it takes go, who was put off before behind the others; the rest is left for a further one', async () => {
    limits = { recipients: 2, transactions: 10 }
    results = [takenAll([addresses[0], addresses[2]])]
    const report = await deliver('a1', three)
    expect(messages[0]?.to.map(({ address }) => address)).toEqual([addresses[0], addresses[2]])
    expect(report.left).toEqual([addresses[1]])
  })

  test('a refusal before RCPT is about all of them', async () => {
    limits = { recipients: 2, transactions: 10 }
    results = [died]
    expect((await deliver('a1', three)).left).toBeUndefined()
  })

  test('all or none is refused here where they do not fit one transaction', async () => {
    limits = { recipients: 2, transactions: 10 }
    const report = await deliver('a1', { ...three, allOrNone: true })
    expect(messages).toEqual([])
    expect(report).toMatchObject({ overall: 'refused-locally', failure: { errorCode: 'LIMITS' } })
  })

  test('RCPTDOMAINMAX: a session that has named all its domains gives way to another', async () => {
    capabilities = new Map([['LIMITS', ['RCPTDOMAINMAX=1']]])
    await deliver('a1')
    const elsewhere = entryWith(['pending'])
    const [recipient] = elsewhere.recipients
    if (recipient === undefined) throw new Error('no recipient')
    await deliver('a2', { ...elsewhere, recipients: [{ ...recipient, address: 'b@example.net' }] })
    expect(targets).toHaveLength(2)
  })
})
