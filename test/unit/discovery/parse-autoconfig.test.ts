import { describe, expect, it } from 'vitest'
import { parseAutoconfig } from '../../../main/discovery/parse-autoconfig.ts'
import { parseSubject, type Subject } from '../../../main/discovery/subject.ts'
import { autoconfigFile, outgoing } from '../../support/https-files.ts'

function subjectOf(address: string): Subject {
  const parsed = parseSubject(address)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.subject
}
const subject = subjectOf('marit@rowing.example')

function serversOf(servers: string) {
  const parsed = parseAutoconfig(autoconfigFile('rowing.example', servers), subject)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed
}
const server = (inside: string) => `<outgoingServer type="smtp">${inside}</outgoingServer>`
const plainServer = (authentication: string, username = '') =>
  server(
    `<hostname>smtp.rowing.example</hostname><port>587</port><socketType>STARTTLS</socketType>${authentication}${username}`,
  )

describe('parseAutoconfig', () => {
  it('gives the outgoing servers in the order of the file, with the address filled in', () => {
    const { name, servers, isForOthers, problems } = serversOf(
      outgoing('smtp.%EMAILDOMAIN%', 465, 'SSL') +
        server(
          '<hostname>MAIL.rowing.example</hostname><port> 587 </port><socketType>STARTTLS</socketType><username>%EMAILLOCALPART%</username><authentication>OAuth2</authentication><authentication>password-encrypted</authentication>',
        ),
    )
    expect({ name, isForOthers, problems }).toEqual({ name: 'Rowing club', isForOthers: false, problems: [] })
    expect(servers).toEqual([
      {
        host: 'smtp.rowing.example',
        port: 465,
        security: 'implicit',
        user: 'marit@rowing.example',
        signIn: ['password'],
      },
      {
        host: 'mail.rowing.example',
        port: 587,
        security: 'starttls',
        user: 'marit',
        signIn: ['oauth', 'password'],
      },
    ])
  })

  it.each([
    ['none of it', '', ['password'], 'marit@rowing.example'],
    ['none', '<authentication>none</authentication>', ['none'], ''],
    ['the address of the client', '<authentication>client-IP-address</authentication>', ['none'], ''],
    [
      'none or a password',
      '<authentication>none</authentication><authentication>password-cleartext</authentication>',
      ['password'],
      'marit@rowing.example',
    ],
  ])('knows the sign-in: %s', (_what, authentication, signIn, user) => {
    expect(serversOf(plainServer(authentication)).servers).toMatchObject([{ signIn, user }])
  })

  it.each([
    [
      'a host with a control character',
      server('<hostname>a&#10;b.example</hostname><port>25</port>'),
      'host name',
    ],
    ['a host that is an address', outgoing('127.0.0.1', 25, 'SSL'), 'host name'],
    ['a host with a path', outgoing('mail.example/x', 25, 'SSL'), 'host name'],
    ['no host', server('<port>25</port>'), 'host name'],
    ['port 0', outgoing('mail.example', 0, 'SSL'), 'port'],
    ['port 65536', outgoing('mail.example', 65_536, 'SSL'), 'port'],
    ['a port in words', server('<hostname>mail.example</hostname><port>smtp</port>'), 'port'],
    ['an unknown security', outgoing('mail.example', 25, 'constructor'), 'security'],
    ['an unknown sign-in', plainServer('<authentication>kerberos</authentication>'), 'sign in'],
    ['an unknown placeholder', plainServer('', '<username>%REALNAME%</username>'), 'user name'],
    ['a user name with a line end', plainServer('', '<username>a&#13;&#10;b</username>'), 'user name'],
    ['an endless user name', plainServer('', `<username>${'a'.repeat(400)}</username>`), 'user name'],
  ])('leaves out and names %s', (_what, servers, problem) => {
    const parsed = serversOf(servers + outgoing('good.rowing.example', 465, 'SSL'))
    expect(parsed.servers.map(({ host }) => host)).toEqual(['good.rowing.example'])
    expect(parsed.problems).toHaveLength(1)
    expect(parsed.problems[0]).toContain(problem)
  })

  it('takes no incoming server, and at most ten', () => {
    expect(serversOf('').servers).toEqual([])
    expect(serversOf(outgoing('a.example', 465, 'SSL').repeat(40)).servers).toHaveLength(10)
  })

  it('keeps a server without encryption apart: it says so', () => {
    expect(serversOf(outgoing('a.example', 25, 'plain')).servers).toMatchObject([{ security: 'none' }])
  })

  it('tells a file for other domains', () => {
    const parsed = parseAutoconfig(
      autoconfigFile('other.example', outgoing('a.example', 465, 'SSL')),
      subject,
    )
    expect(parsed).toMatchObject({ ok: true, isForOthers: true })
  })

  it.each([
    ['a web page', '<!DOCTYPE html><html><body>Sign in to the hotel</body></html>', 'is a web page'],
    ['another format', '<rss><channel/></rss>', 'is no autoconfig file'],
    ['no provider', '<clientConfig/>', 'is no autoconfig file'],
    ['entities', '<!DOCTYPE c [<!ENTITY a "b">]><clientConfig/>', 'has a DOCTYPE'],
    ['half a file', autoconfigFile('a.example', '').slice(0, 200), 'is not well-formed'],
  ])('refuses %s', (_what, text, message) => {
    const parsed = parseAutoconfig(text, subject)
    expect(parsed.ok ? 'taken' : parsed.message).toContain(message)
  })
})

describe('parseSubject', () => {
  it.each([
    ['Marit <Marit@Rowing.Example>', { address: 'Marit@rowing.example', domain: 'rowing.example' }],
    ['kari@blåbær.example', { domain: 'xn--blbr-roah.example' }],
    ['you@practice.test', { stays: 'practice' }],
    ['root@localhost', { stays: 'local' }],
    ['root@nas.local', { stays: 'local' }],
    ['a@[127.0.0.1]', { stays: 'local' }],
  ])('takes %s', (text, expected) => {
    expect(subjectOf(text)).toMatchObject(expected)
  })

  it.each(['', 'marit', 'marit@', '@rowing.example', 'a@b..example', 'a@\u0007.example', 'a@xn--a.example'])(
    'refuses %j with a sentence',
    (text) => {
      const parsed = parseSubject(text)
      expect(parsed.ok ? '' : parsed.message).toMatch(/\.$/)
    },
  )
})
