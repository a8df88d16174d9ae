// Automatic settings: every source against a local server (name service over UDP, https with a CA of its own, submission with
// and without STARTTLS), the order and the fallbacks as a table, and what must not go out.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DiscoverySource, DiscoveryView, StepState } from '../../main/discovery/discovery.ts'
import { Search, type SearchDeps } from '../../main/discovery/search.ts'
import { parseSubject } from '../../main/discovery/subject.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createCertificate, type TestCertificate } from '../support/certificates.ts'
import { startCountingServer } from '../support/counting-server.ts'
import { startWorld, type World, type WorldOptions } from '../support/discovery-world.ts'
import { createFakeClock, settle } from '../support/fake-clock.ts'
import { autoconfigFile, outgoing } from '../support/https-files.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { startSubmissionServer } from '../support/submission-server.ts'

const domain = 'rowing.example'
const wellKnown = `${domain}/.well-known/autoconfig/mail/config-v1.1.xml`
const own = `autoconfig.${domain}/mail/config-v1.1.xml`
const database = `autoconfig.thunderbird.net/v1.1/${domain}`

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function worldOf(options: WorldOptions): Promise<World> {
  const world = await startWorld(options)
  closers.push(() => world.close())
  return world
}

interface Ran extends World {
  readonly search: Search
  readonly views: readonly DiscoveryView[]
  readonly faults: readonly unknown[]
}

async function prepare(options: WorldOptions, address = `marit@${domain}`, over: Partial<SearchDeps> = {}) {
  const world = await worldOf(options)
  const parsed = parseSubject(address)
  if (!parsed.ok) throw new Error(parsed.message)
  const views: DiscoveryView[] = []
  const faults: unknown[] = []
  const search = new Search({
    searchId: '1',
    subject: parsed.subject,
    network: world.network,
    clock: createSystemClock(),
    random: createSeededRandom(),
    openClient,
    changed: (view) => void views.push(view),
    onFault: (error) => void faults.push(error),
    ...over,
  })
  return { ...world, search, views, faults } satisfies Ran
}

async function run(options: WorldOptions, address?: string): Promise<Ran & { readonly view: DiscoveryView }> {
  const ran = await prepare(options, address)
  const view = await ran.search.run()
  expect(ran.faults).toEqual([])
  expect(view.isOver).toBe(true)
  return { ...ran, view }
}

const statesOf = ({ steps }: DiscoveryView) =>
  Object.fromEntries(steps.map(({ source, state }) => [source, state])) as Record<DiscoverySource, StepState>
const textOf = ({ steps }: DiscoveryView, source: DiscoverySource) =>
  steps.find((step) => step.source === source)?.text ?? ''
const chosenOf = ({ found, chosenId }: DiscoveryView) => found.find(({ id }) => id === chosenId)

let certificate: TestCertificate
beforeAll(() => {
  certificate = createCertificate(
    [
      `mail.${domain}`,
      `smtp.${domain}`,
      own,
      wellKnown,
      database,
      'mx1.harbour.example',
      'autoconfig.harbour.example',
    ].map((place) => `DNS:${place.split('/')[0]}`),
  )
})

/** What each source needs to know the domain; the host says which it was. */
const knowing: Readonly<Record<'srv' | 'autoconfig' | 'thunderbird' | 'mx', WorldOptions>> = {
  srv: { zones: { [`_submissions._tcp.${domain}`]: { srv: [[0, 1, 465, `srv.${domain}`]] } } },
  autoconfig: { files: { [own]: autoconfigFile(domain, outgoing(`autoconfig-host.${domain}`, 465, 'SSL')) } },
  thunderbird: {
    files: { [database]: autoconfigFile(domain, outgoing('thunderbird-host.example', 587, 'STARTTLS')) },
  },
  mx: { zones: { [domain]: { mx: [[10, 'aspmx.l.google.com']] } } },
}

function worldKnownTo(sources: readonly DiscoverySource[]): WorldOptions {
  const all = sources.flatMap((source) => (source === 'table' || source === 'probe' ? [] : [knowing[source]]))
  return {
    zones: Object.assign({}, ...all.map(({ zones }) => zones)) as WorldOptions['zones'] & object,
    files: Object.assign({}, ...all.map(({ files }) => files)) as WorldOptions['files'] & object,
    certificate,
  }
}

describe('order and fallbacks', () => {
  it.each<
    [
      sources: readonly DiscoverySource[],
      host: string | undefined,
      states: Partial<Record<DiscoverySource, StepState>>,
    ]
  >([
    [
      ['srv', 'autoconfig', 'mx'],
      `srv.${domain}`,
      {
        table: 'nothing',
        srv: 'found',
        autoconfig: 'skipped',
        thunderbird: 'skipped',
        mx: 'skipped',
        probe: 'skipped',
      },
    ],
    [
      ['autoconfig', 'mx'],
      `autoconfig-host.${domain}`,
      { srv: 'nothing', autoconfig: 'found', thunderbird: 'skipped', mx: 'skipped' },
    ],
    [
      ['thunderbird', 'mx'],
      'smtp.gmail.com',
      { autoconfig: 'nothing', thunderbird: 'needs-consent', mx: 'found', probe: 'skipped' },
    ],
    [
      ['thunderbird'],
      undefined,
      { srv: 'nothing', thunderbird: 'needs-consent', mx: 'nothing', probe: 'nothing' },
    ],
    [
      [],
      undefined,
      { table: 'nothing', srv: 'nothing', autoconfig: 'nothing', mx: 'nothing', probe: 'nothing' },
    ],
  ])('known to %j: %s', async (sources, host, states) => {
    const { view, https } = await run(worldKnownTo(sources))
    expect(statesOf(view)).toMatchObject(states)
    expect(chosenOf(view)?.host).toBe(host)
    expect(https.asked.filter((place) => place.includes('thunderbird'))).toEqual([])
  })

  it('our table comes first, and then nothing goes to the network', async () => {
    const { view, dns, https, probed } = await run({}, 'someone@gmail.com')
    expect(statesOf(view)).toMatchObject({
      table: 'found',
      srv: 'skipped',
      thunderbird: 'skipped',
      probe: 'skipped',
    })
    expect(chosenOf(view)).toMatchObject({
      host: 'smtp.gmail.com',
      port: 465,
      security: 'implicit',
      user: 'someone@gmail.com',
      oauth: 'google',
      signIn: ['oauth', 'password'],
    })
    expect(chosenOf(view)?.hint).toContain('app password')
    expect([...dns.asked, ...https.asked, ...probed]).toEqual([])
  })

  it('each step is told as it goes, with its time', async () => {
    const { views, view } = await run(worldKnownTo(['autoconfig']))
    const seen = views.map((each) => statesOf(each))
    expect(seen.map(({ srv }) => srv)).toContain('running')
    expect(seen.find(({ srv }) => srv === 'running')).toMatchObject({ autoconfig: 'waiting' })
    expect(view.steps.find(({ source }) => source === 'autoconfig')?.ms).toBeGreaterThanOrEqual(0)
    expect(view.steps.find(({ source }) => source === 'mx')?.ms).toBeUndefined()
  })

  it('without a network the table still answers, and the rest fails with words', async () => {
    const { search } = await prepare({}, undefined, { network: undefined })
    const view = await search.run()
    expect(statesOf(view)).toMatchObject({ table: 'nothing', srv: 'failed', mx: 'failed', probe: 'failed' })
    expect(textOf(view, 'srv')).toContain('without a network')
  })

  it.each(['you@practice.test', 'root@localhost', 'me@nas.local'])('%s asks nobody', async (address) => {
    const { view, dns, https, probed } = await run({}, address)
    expect(new Set(Object.values(statesOf(view)))).toEqual(new Set(['skipped']))
    expect([...dns.asked, ...https.asked, ...probed]).toEqual([])
  })
})

describe('SRV (RFC 6186, RFC 8314)', () => {
  const srv = `_submissions._tcp.${domain}`
  const starttls = `_submission._tcp.${domain}`

  it('goes by priority, and by TLS from the first octet where that is equal', async () => {
    const { view, dns } = await run({
      zones: {
        [srv]: { srv: [[10, 0, 465, `second.${domain}`]] },
        [starttls]: {
          srv: [
            [10, 0, 587, `third.${domain}`],
            [0, 0, 587, `first.${domain}`],
          ],
        },
      },
    })
    expect(view.found.map(({ host, security }) => `${host} ${security}`)).toEqual([
      `first.${domain} starttls`,
      `second.${domain} implicit`,
      `third.${domain} starttls`,
    ])
    expect(dns.asked).toEqual([`SRV ${srv}`, `SRV ${starttls}`])
  })

  it('a host outside the domain is shown, has to be confirmed, and is not chosen by itself', async () => {
    const { view } = await run({
      zones: { [srv]: { srv: [[0, 0, 465, 'mail.harbour.example']] } },
      certificate,
    })
    expect(view.chosenId).toBeNull()
    expect(view.found[0]).toMatchObject({ host: 'mail.harbour.example', source: 'srv' })
    expect(view.found[0]?.confirm).toContain('mail.harbour.example is outside rowing.example')
    // The other sources were asked meanwhile.
    expect(statesOf(view)).toMatchObject({
      srv: 'found',
      autoconfig: 'nothing',
      mx: 'nothing',
      probe: 'nothing',
    })
  })

  it('what the domain itself says over https needs no word for the same host', async () => {
    const { view } = await run({
      zones: { [srv]: { srv: [[0, 0, 465, 'mail.harbour.example']] } },
      files: { [own]: autoconfigFile(domain, outgoing('mail.harbour.example', 465, 'SSL')) },
    })
    expect(view.found).toHaveLength(1)
    expect(chosenOf(view)).toMatchObject({ source: 'autoconfig', host: 'mail.harbour.example' })
  })

  it.each<[what: string, record: readonly [number, number, number, string], state: StepState, text: string]>([
    ['not offered', [0, 0, 0, '.'], 'nothing', 'offers no submission'],
    ['port 0', [0, 0, 0, `mail.${domain}`], 'failed', 'no host and port'],
    ['a control character in the target', [0, 0, 465, `ma\u0007il.${domain}`], 'failed', 'no host and port'],
    ['a line end in the target', [0, 0, 465, `x\r\nRCPT.${domain}`], 'failed', 'no host and port'],
    ['a blank in the target', [0, 0, 465, `a b.${domain}`], 'failed', 'no host and port'],
    ['an address as the target', [0, 0, 465, '127.0.0.1'], 'failed', 'no host and port'],
  ])('%s', async (_what, record, state, text) => {
    const { view } = await run({ zones: { [srv]: { srv: [record] } } })
    expect(statesOf(view).srv).toBe(state)
    expect(textOf(view, 'srv')).toContain(text)
    expect(view.chosenId).toBeNull()
  })

  it('a name service that fails is told apart from one that knows nothing', async () => {
    const { view } = await run({ zones: { [srv]: 'SERVFAIL', [starttls]: 'SERVFAIL' } })
    expect(statesOf(view).srv).toBe('failed')
    expect(textOf(view, 'srv')).toContain('ESERVFAIL')
  })
})

describe('the domain’s own file', () => {
  it('is asked for at autoconfig.DOMAIN with the address, then at .well-known without it', async () => {
    const { https, view } = await run({
      files: {
        [own]: (_request, response) => response.writeHead(404).end(),
        [wellKnown]: autoconfigFile(domain, outgoing(`smtp.${domain}`, 587, 'STARTTLS')),
      },
    })
    expect(https.asked).toEqual([`${own}?emailaddress=marit%40${domain}`, wellKnown])
    expect(chosenOf(view)).toMatchObject({
      host: `smtp.${domain}`,
      user: `marit@${domain}`,
      name: 'Rowing club',
    })
  })

  it('a server without encryption is shown and never chosen', async () => {
    const { view } = await run({
      files: { [own]: autoconfigFile(domain, outgoing(`mail.${domain}`, 25, 'plain')) },
    })
    expect(view.found).toMatchObject([{ security: 'none' }])
    expect(view.found[0]?.confirm).toContain('Without encryption')
    expect(view.chosenId).toBeNull()
  })

  it('a file for another domain has to be confirmed', async () => {
    const { view } = await run({
      files: { [own]: autoconfigFile('else.example', outgoing('a.else.example', 465, 'SSL')) },
    })
    expect(view.found[0]?.confirm).toContain(`does not list ${domain}`)
    expect(view.chosenId).toBeNull()
  })

  it.each<[string, NonNullable<WorldOptions['files']>[string], string]>([
    [
      'a captive portal',
      (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html>'),
      'web page',
    ],
    ['a page that calls itself XML', '<!DOCTYPE html><html><body>', 'is a web page'],
    [
      'a redirect to http',
      (_q, r) => r.writeHead(302, { location: `http://${own}` }).end(),
      'unencrypted address',
    ],
    [
      'redirects without end',
      (_q, r) => r.writeHead(302, { location: `https://${own}` }).end(),
      'more than 3 times',
    ],
    [
      'a redirect to an address',
      (_q, r) => r.writeHead(302, { location: 'https://127.0.0.1/' }).end(),
      'cannot be used',
    ],
    [
      'a redirect with a sign-in',
      (_q, r) => r.writeHead(302, { location: `https://a:b@${own}` }).end(),
      'cannot be used',
    ],
    ['a redirect without a place', (_q, r) => r.writeHead(302).end(), 'cannot be used'],
    ['a redirect to junk', (_q, r) => r.writeHead(302, { location: 'https://[' }).end(), 'cannot be used'],
    ['an error', (_q, r) => r.writeHead(503).end(), 'status 503'],
    ['more than 256 kB', Buffer.alloc(300 * 1024, 32), 'more than 256 kB'],
    ['octets that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'is not UTF-8'],
    [
      'an entity',
      '<!DOCTYPE c [<!ENTITY a "&b;"><!ENTITY b "&a;">]><clientConfig>&a;</clientConfig>',
      'DOCTYPE',
    ],
    ['deep nesting', '<a>'.repeat(60_000), 'deep'],
    ['no server', autoconfigFile(domain, ''), 'names no outgoing server'],
    ['a connection that breaks', (q) => void q.socket.destroy(), 'could not be reached'],
  ])('%s is told and never a crash', async (_what, file, text) => {
    const { view } = await run({ files: { [own]: file } })
    expect(statesOf(view).autoconfig).toBe('failed')
    expect(textOf(view, 'autoconfig')).toContain(text)
  })

  it('a certificate of another name is told, and nothing is taken', async () => {
    const { view, https } = await run({
      files: { [own]: autoconfigFile(domain, outgoing(`mail.${domain}`, 465, 'SSL')) },
      certificate: createCertificate(['DNS:somebody.example']),
    })
    expect(textOf(view, 'autoconfig')).toContain('certificate')
    expect(https.asked).toEqual([])
    expect(view.found).toEqual([])
  })

  it('a redirect to https is followed', async () => {
    const { view } = await run({
      files: {
        [own]: (_q, r) => r.writeHead(301, { location: 'https://files.harbour.example/rowing.xml' }).end(),
        'files.harbour.example/rowing.xml': autoconfigFile(
          domain,
          outgoing('smtp.harbour.example', 465, 'SSL'),
        ),
      },
    })
    expect(chosenOf(view)?.host).toBe('smtp.harbour.example')
  })

  it('a server that says nothing ends after eight seconds', async () => {
    const clock = createFakeClock()
    let asked = 0
    const slow = await prepare({}, undefined, {
      clock,
      network: {
        resolver: { resolveSrv: async () => [], resolveMx: async () => [] },
        get: () => {
          asked += 1
          return new Promise(() => undefined)
        },
      },
    })
    const running = slow.search.run()
    while (asked < 1) await settle()
    await clock.advance(7_999)
    expect(asked).toBe(1)
    await clock.advance(1)
    expect(asked).toBe(2)
    await clock.advance(8_000)
    expect(textOf(slow.search.view, 'autoconfig')).toContain('No answer within 8 s')
    slow.search.cancel()
    await running
  })
})

describe('Thunderbird’s public database', () => {
  it('is asked only after the person said so, about the domain alone', async () => {
    const { search, view, https } = await run({ ...worldKnownTo(['thunderbird']) })
    expect(textOf(view, 'thunderbird')).toContain(`Only the domain ${domain} would be sent`)
    const before = https.asked.length
    const after = await search.consent()
    expect(https.asked.slice(before)).toEqual([database])
    expect(statesOf(after).thunderbird).toBe('found')
    expect(chosenOf(after)).toMatchObject({ source: 'thunderbird', host: 'thunderbird-host.example' })
  })

  it('asks about who takes the mail where the domain is not known, and then the host has to be confirmed', async () => {
    const { search, https } = await run({
      zones: { [domain]: { mx: [[10, 'mx1.harbour.example']] } },
      files: {
        [database]: (_q, r) => r.writeHead(404).end(),
        'autoconfig.thunderbird.net/v1.1/harbour.example': autoconfigFile(
          'harbour.example',
          outgoing('smtp.harbour.example', 465, 'SSL'),
        ),
      },
    })
    const after = await search.consent()
    expect(https.asked.filter((place) => place.includes('thunderbird'))).toEqual([
      database,
      'autoconfig.thunderbird.net/v1.1/harbour.example',
    ])
    expect(after.chosenId).toBeNull()
    expect(after.found[0]?.confirm).toContain('outside')
  })

  it('consent where it is not offered asks nobody', async () => {
    const { search, https } = await run(worldKnownTo(['srv', 'thunderbird']))
    await search.consent()
    expect(https.asked).toEqual([])
  })
})

describe('the owner of the MX', () => {
  it('known to our table', async () => {
    const { view } = await run({
      zones: { [domain]: { mx: [[10, 'rowing-example.mail.protection.outlook.com']] } },
    })
    expect(chosenOf(view)).toMatchObject({
      source: 'mx',
      host: 'smtp.office365.com',
      sure: 'likely',
      oauth: 'microsoft',
    })
    expect(chosenOf(view)?.from).toContain('Microsoft 365 takes the mail of rowing.example')
  })

  it('its own file, asked for without the address; the host has to be confirmed', async () => {
    const { view, https } = await run({
      zones: { [domain]: { mx: [[10, 'mx1.harbour.example']] } },
      files: {
        'autoconfig.harbour.example/mail/config-v1.1.xml': autoconfigFile(
          'harbour.example',
          outgoing('smtp.harbour.example', 465, 'SSL'),
        ),
      },
      certificate,
    })
    expect(https.asked).toEqual(['autoconfig.harbour.example/mail/config-v1.1.xml'])
    expect(view.found).toMatchObject([{ source: 'mx', host: 'smtp.harbour.example' }])
    expect(view.found[0]?.confirm).toContain('outside')
    expect(view.chosenId).toBeNull()
  })

  it.each<[string, WorldOptions['zones'] & object, StepState, string]>([
    ['null MX', { [domain]: { mx: [[0, '.']] } }, 'nothing', 'takes no mail'],
    ['no MX', { [domain]: {} }, 'nothing', 'no mail exchanger'],
    ['its own', { [domain]: { mx: [[0, `mx.${domain}`]] } }, 'nothing', 'runs its own'],
    ['nobody we know', { [domain]: { mx: [[0, 'mx.nowhere.example']] } }, 'nothing', 'nothing is known'],
    [
      'a name with a control character',
      { [domain]: { mx: [[0, 'm\u0000x.google.com']] } },
      'nothing',
      'takes no mail',
    ],
    ['a name service that fails', { [domain]: 'SERVFAIL' }, 'failed', 'ESERVFAIL'],
  ])('%s', async (_what, zones, state, text) => {
    const { view } = await run({ zones })
    expect(statesOf(view).mx).toBe(state)
    expect(textOf(view, 'mx')).toContain(text)
  })
})

describe('probing', () => {
  it('P26: finds 465 and 587 by their certificate, and never signs in', async () => {
    const implicit = await startSubmissionServer(certificate)
    const starttls = await startCountingServer({ certificatePem: certificate.cert, keyPem: certificate.key })
    closers.push(
      () => implicit.close(),
      () => starttls.close(),
    )
    const { view, probed } = await run({
      zones: {
        [domain]: {
          mx: [
            [10, 'mx1.harbour.example'],
            [20, 'mx2.harbour.example'],
          ],
        },
      },
      submission: { [`smtp.${domain}:465`]: implicit.port, [`mail.${domain}:587`]: starttls.port },
      certificate,
    })
    expect(view.found.map(({ host, port }) => `${host}:${port}`)).toEqual([
      `mail.${domain}:587`,
      `smtp.${domain}:465`,
    ])
    expect(chosenOf(view)).toMatchObject({
      source: 'probe',
      sure: 'guess',
      security: 'starttls',
      user: `marit@${domain}`,
    })
    // Four names at most, two ports each.
    expect(textOf(view, 'probe')).toContain('and 1 more')
    expect(probed.length).toBeLessThanOrEqual(8)
    expect([...implicit.journal, ...starttls.journal.map((verb) => verb.toUpperCase())]).not.toContain('AUTH')
    expect(implicit.journal).toEqual(['EHLO', 'QUIT'])
  })

  it('a certificate of another name, no STARTTLS and no sign-in are told, and not taken', async () => {
    const other = await startSubmissionServer(createCertificate(['DNS:else.example']))
    const noAuth = await startSubmissionServer(certificate, { capabilities: ['SIZE 100'] })
    const noTls = await startCountingServer({
      certificatePem: certificate.cert,
      keyPem: certificate.key,
      startTls: false,
    })
    closers.push(
      () => other.close(),
      () => noAuth.close(),
      () => noTls.close(),
    )
    const { view } = await run({
      submission: {
        [`${domain}:465`]: other.port,
        [`mail.${domain}:465`]: noAuth.port,
        [`mail.${domain}:587`]: noTls.port,
      },
      certificate,
    })
    expect(view.found).toEqual([])
    expect(statesOf(view).probe).toBe('failed')
    expect(textOf(view, 'probe')).toContain(`mail.${domain}:465 offers no sign-in.`)
    expect(textOf(view, 'probe')).toContain(`mail.${domain}:587 offers no STARTTLS.`)
    expect(textOf(view, 'probe')).toContain(`${domain}:465 has a certificate that does not pass`)
  })

  it('each waits five seconds', async () => {
    const clock = createFakeClock()
    const asked: string[] = []
    const { search } = await prepare({}, undefined, {
      clock,
      network: {
        resolver: { resolveSrv: async () => [], resolveMx: async () => [] },
        get: async () => ({ ok: false, kind: 'network', detail: 'ENOTFOUND' }),
      },
      openClient: ({ host, port }) => {
        asked.push(`${host}:${port}`)
        return new Promise(() => undefined)
      },
    })
    const running = search.run()
    while (asked.length < 4) await settle()
    await clock.advance(4_999)
    expect(asked).toHaveLength(4)
    await clock.advance(1)
    expect(asked).toHaveLength(6)
    await clock.advance(5_000)
    const view = await running
    expect(statesOf(view).probe).toBe('nothing')
    expect(new Set(asked.map((place) => place.split(':')[0]))).toEqual(
      new Set([`mail.${domain}`, `smtp.${domain}`, domain]),
    )
  })
})

describe('stopping', () => {
  it('ends what runs; what was found stays', async () => {
    const { search } = await prepare({
      zones: {
        [`_submissions._tcp.${domain}`]: { srv: [[0, 0, 465, 'mail.harbour.example']] },
        [domain]: 'SILENT',
      },
      certificate,
    })
    const running = search.run()
    while (statesOf(search.view).mx !== 'running') await settle()
    search.cancel()
    const view = await running
    expect(statesOf(view)).toMatchObject({ srv: 'found', mx: 'cancelled', probe: 'cancelled' })
    expect(view.isOver).toBe(true)
    expect(view.found).toHaveLength(1)
  })

  it('a fault of ours stops its step alone', async () => {
    const { search, faults } = await prepare({}, undefined, {
      openClient: () => {
        throw new Error('broken')
      },
    })
    const view = await search.run()
    expect(statesOf(view).probe).toBe('failed')
    expect(textOf(view, 'probe')).toContain('fault of Sendoff')
    expect(faults).toHaveLength(1)
  })
})
