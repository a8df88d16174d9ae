import { describe, expect, it } from 'vitest'
import data from '../../../main/discovery/data/services.json' with { type: 'json' }
import needs from '../../../main/discovery/data/needs.json' with { type: 'json' }
import { ownersOf } from '../../../main/discovery/ask-mx.ts'
import { hostsToProbe } from '../../../main/discovery/ask-probe.ts'
import { orderSrv, parseSrv } from '../../../main/discovery/parse-srv.ts'
import { toHostName } from '../../../main/discovery/subject.ts'
import { needsOf, serviceOf, serviceOfExchanger } from '../../../main/discovery/table.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

describe('our own table', () => {
  it('P26: every server of it is encrypted, and every name of it is one', () => {
    for (const { host, port, security, domains, mx } of data.services) {
      expect(['implicit', 'starttls']).toContain(security)
      expect([465, 587]).toContain(port)
      expect(security === 'implicit').toBe(port === 465)
      for (const name of [host, ...domains, ...mx]) expect(toHostName(name)).toBe(name)
    }
  })

  it('names each domain once', () => {
    const domains = data.services.flatMap((service) => service.domains)
    expect(domains.filter((domain, at) => domains.indexOf(domain) !== at)).toEqual([])
  })

  it('has no sandbox and no service that sends for programs', () => {
    const hosts = data.services.map(({ host }) => host).join(' ')
    expect(hosts).not.toMatch(/mailtrap|ethereal|debugmail|sendgrid|mailgun|amazonaws|postmark|resend/)
  })

  it.each([
    ['gmail.com', 'smtp.gmail.com', 'google'],
    ['hotmail.com', 'smtp-mail.outlook.com', 'microsoft'],
    ['yahoo.com', 'smtp.mail.yahoo.com', 'yahoo'],
    ['fastmail.com', 'smtp.fastmail.com', 'fastmail'],
    ['icloud.com', 'smtp.mail.me.com', undefined],
  ])('knows %s and what it asks for', (domain, host, oauth) => {
    expect(serviceOf(domain)?.host).toBe(host)
    expect(needsOf(host).oauth).toBe(oauth)
    expect(needsOf(host).hint).toMatch(/\.$/)
  })

  it('knows the exchangers of those that serve domains of others, and none that only looks alike', () => {
    expect(serviceOfExchanger('aspmx.l.google.com')?.host).toBe('smtp.gmail.com')
    expect(serviceOfExchanger('in1-smtp.messagingengine.com')?.host).toBe('smtp.fastmail.com')
    expect(serviceOfExchanger('notgoogle.com')).toBeUndefined()
    expect(serviceOfExchanger('google.com.evil.example')).toBeUndefined()
  })

  it('needs are of hosts that can be found', () => {
    for (const host of Object.keys(needs)) expect(toHostName(host)).toBe(host)
  })
})

describe('SRV records (RFC 2782)', () => {
  const record = (name: string, weight: number) => ({ name, port: 465, priority: 0, weight })

  it('weights decide by lot among equals; a weight of 0 comes last', () => {
    const { targets } = parseSrv(
      [record('a.example', 0), record('b.example', 90), record('c.example', 10)],
      'implicit',
    )
    const random = createSeededRandom()
    const firsts = Array.from({ length: 400 }, () => orderSrv(targets, random)[0]?.host)
    const share = firsts.filter((host) => host === 'b.example').length / firsts.length
    expect(share).toBeGreaterThan(0.82)
    expect(share).toBeLessThan(0.97)
    expect(firsts).not.toContain('a.example')
  })

  it('takes at most twenty', () => {
    const many = Array.from({ length: 50 }, (_, n) => record(`h${n}.example`, 1))
    expect(parseSrv(many, 'implicit').targets).toHaveLength(20)
  })
})

describe('names to ask', () => {
  it.each([
    ['mx1.mail.example.net', ['mail.example.net', 'example.net']],
    ['mx.example.net', ['example.net']],
    ['mx1.in.example.co.uk', ['in.example.co.uk', 'example.co.uk']],
    ['mx.example.co.uk', ['example.co.uk']],
    ['example.net', []],
    ['example.co.uk', []],
  ])('owners of %s', (host, owners) => {
    expect(ownersOf(host)).toEqual(owners)
  })

  it('at most four are probed', () => {
    expect(hostsToProbe('a.example', ['mx1.b.example', 'mx2.b.example'])).toEqual([
      'mail.a.example',
      'smtp.a.example',
      'a.example',
      'mx1.b.example',
    ])
    expect(hostsToProbe('a.example', ['mail.a.example'])).toHaveLength(3)
  })
})
