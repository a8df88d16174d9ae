import { describe, expect, it } from 'vitest'
import type { Found } from '../../../main/transfer/found.ts'
import { parseProfilesIni } from '../../../main/transfer/profiles-ini.ts'
import { refuseByName } from '../../../main/transfer/read-file.ts'
import { findForms, textsIn } from '../../support/secret-forms.ts'
import { found, plantedSecrets, sample, sampleNames } from './samples.ts'

/** A server in one line. */
const rows = ({ servers }: Found) =>
  servers.map(({ key, settings: s, isDefault }) =>
    [
      key,
      s.name,
      `${s.host}:${s.port}`,
      s.security,
      s.user,
      s.mechanism ?? 'auto',
      isDefault ? 'default' : '',
    ].join(' | '),
  )
const leftOf = ({ servers }: Found, key: string) =>
  servers.find((server) => server.key === key)?.left.map(({ what, why }) => `${what}: ${why}`) ?? []

describe('Thunderbird', () => {
  const thunderbird = found(sample('thunderbird-prefs.txt'))

  it('gives its servers with port, security, user and default', () => {
    expect(rows(thunderbird)).toEqual([
      'smtp1 | Kestrel office | smtp.kestrel.example:465 | implicit | marit@kestrel.example | auto | ',
      'smtp2 | smtp.rowing.example | smtp.rowing.example:587 | starttls | marit | auto | default',
      'smtp3 | relay.northwharf.example | relay.northwharf.example:587 | starttls | marit | auto | ',
      'smtp4 | old.northwharf.example | old.northwharf.example:25 | none | marit | auto | ',
    ])
    expect(thunderbird.servers[1]?.settings.ehloName).toBe('boathouse.rowing.example')
  })

  it('takes a comma in a name of a blind copy for no separator', () => {
    const prefs = [
      '"mail.smtpservers", "s"',
      '"mail.smtpserver.s.hostname", "smtp.x.example"',
      '"mail.accountmanager.accounts", "a"',
      '"mail.account.a.identities", "i"',
      '"mail.identity.i.useremail", "ann@x.example"',
      '"mail.identity.i.doBcc", true',
      '"mail.identity.i.doBccList", "\\"Doe, Ann\\" <log@x.example>, b@x.example"',
    ]
    const { identities } = found(prefs.map((each) => `user_pref(${each});\n`).join(''))
    expect(identities[0]?.settings.alwaysBcc).toEqual(['"Doe, Ann" <log@x.example>', 'b@x.example'])
  })

  it('says what it leaves, and why', () => {
    expect(leftOf(thunderbird, 'smtp1')).toEqual([
      'Password: Thunderbird keeps it in logins.json, which is not opened; type it once',
    ])
    expect(leftOf(thunderbird, 'smtp2')[0]).toBe(
      'Way of signing in: tokens are not taken over; sign in anew on the server’s page',
    )
    expect(leftOf(thunderbird, 'smtp3').slice(0, 2)).toEqual([
      'STARTTLS “if available”: STARTTLS is required here: no sending without it',
      'Way of signing in: Kerberos (GSSAPI) is not supported; the strongest other one is used',
    ])
    expect(thunderbird.left.map(({ what }) => what)).toEqual(['Proxy', 'Incoming servers'])
  })

  it('gives its identities in the order of the accounts, the default account first', () => {
    expect(
      thunderbird.identities.map(({ settings, serverKey }) => `${settings.address} over ${serverKey ?? ''}`),
    ).toEqual([
      'marit@rowing.example over smtp2',
      'marit@kestrel.example over smtp1',
      'support@kestrel.example over smtp2',
    ])
    expect(thunderbird.identities[1]?.settings).toEqual({
      name: 'Marit Søgaard',
      address: 'marit@kestrel.example',
      replyTo: 'office@kestrel.example',
      organisation: 'Kestrel Instruments',
      signatures: [{ name: 'Imported', text: 'Marit Søgaard\nKestrel Instruments\n"We measure"' }],
      alwaysBcc: ['archive@kestrel.example', 'log@kestrel.example'],
    })
    expect(thunderbird.identities[0]?.settings.signatures?.[0]?.text).toBe('Rowing & more\nBoathouse North')
    expect(thunderbird.identities[0]?.left.map(({ what }) => what)).toEqual([
      'Signature from a file',
      'Formatting of the signature',
    ])
  })

  it.each([
    [0, 'none', 587],
    [1, 'starttls', 587],
    [2, 'starttls', 587],
    [3, 'implicit', 465],
    [9, 'starttls', 587],
  ])('maps try_ssl %i to %s, and the port that goes with it', (trySsl, security, port) => {
    const { servers } = found(
      `user_pref("mail.smtpservers", "a");\nuser_pref("mail.smtpserver.a.hostname", "h.example");\nuser_pref("mail.smtpserver.a.try_ssl", ${trySsl});\n`,
    )
    expect(servers[0]?.settings).toMatchObject({ security, port })
  })

  it.each([
    [1, '', undefined, 0],
    [3, 'u', undefined, 1],
    [4, 'u', undefined, 2],
    [5, 'u', undefined, 2],
    [6, 'u', undefined, 2],
    [7, 'u', 'EXTERNAL', 2],
    [10, 'u', undefined, 1],
    [77, 'u', undefined, 2],
  ])('maps authMethod %i', (method, user, mechanism, left) => {
    const { servers } = found(
      `user_pref("mail.smtpservers", "a");\nuser_pref("mail.smtpserver.a.hostname", "h.example");\nuser_pref("mail.smtpserver.a.username", "u");\nuser_pref("mail.smtpserver.a.authMethod", ${method});\n`,
    )
    expect(servers[0]?.settings.user).toBe(user)
    expect(servers[0]?.settings.mechanism).toBe(mechanism)
    expect(servers[0]?.left).toHaveLength(left)
  })

  it('reads profiles.ini, the profile of the installation first', () => {
    expect(parseProfilesIni(sample('profiles.ini').toString())).toEqual([
      { name: 'default-release', path: 'Profiles/x1y2z3.default-release', isRelative: true, isDefault: true },
      { name: 'default', path: 'Profiles/a1b2c3.default', isRelative: true, isDefault: false },
    ])
  })

  it.each(['logins.json', 'key4.db', 'C:\\Users\\m\\logins.json', '/p/Logins.json'])(
    'P25: never opens %s',
    (path) => {
      expect(refuseByName(path)).toContain('holds passwords')
    },
  )
})

describe('msmtp', () => {
  const msmtp = found(sample('msmtprc'))

  it('gives its accounts with defaults and inheritance', () => {
    expect(rows(msmtp)).toEqual([
      'freemail | freemail | smtp.freemail.example:587 | starttls | joe.smith | auto | ',
      'freemail2 | freemail2 | smtp.freemail.example:587 | starttls | joe.smith | auto | ',
      'provider | provider | mail.provider.example:465 | implicit | smith@provider.example | SCRAM-SHA-256 | default',
      'campus | campus | smtp.campus.example:25 | starttls | jsmith | auto | ',
      'later | later | relay.later.example:25 | none |  | auto | ',
    ])
    expect(msmtp.servers[2]?.settings).toMatchObject({
      pins: ['0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0'],
      proxy: { kind: 'socks5', host: '127.0.0.1', port: 9050, user: '' },
      localAddress: '192.0.2.17',
      ehloName: 'laptop.provider.example',
      timeouts: { connectMs: 60_000 },
      dsn: { notify: ['failure', 'delay'], ret: 'headers' },
    })
  })

  it('gives the address that each sends from, where it is one', () => {
    expect(
      msmtp.identities.map(({ key, settings }) => `${key}: ${settings.name} ${settings.address}`),
    ).toEqual([
      'freemail: Joe Smith joe_smith@freemail.example',
      'freemail2: Joe Smith joey@freemail.example',
      'provider:  smith@provider.example',
      'campus:  jsmith@campus.example',
    ])
  })

  it('says what it leaves, and why', () => {
    expect(leftOf(msmtp, 'freemail')).toEqual([
      'Password: not read; type it once',
      'tls_trust_file: the system’s authorities are used; for one of your own, trust the key on the server’s page',
      'logfile: Sendoff has a way of its own',
    ])
    expect(leftOf(msmtp, 'provider').slice(0, 3)).toEqual([
      'passwordeval: it runs a program, which is not done; type the password once',
      'tls_cert_file: files are not followed; give the certificate on the server’s page',
      'tls_key_file: files are not followed; give the certificate on the server’s page',
    ])
    expect(leftOf(msmtp, 'campus').map((line) => line.split(':')[0])).toEqual([
      'Way of signing in',
      'tls_trust_file',
      'tls_fingerprint',
      'tls_certcheck off',
      'logfile',
    ])
    expect(leftOf(msmtp, 'later')[0]).toBe('Settings of account unknown: it is not defined above this one')
  })

  it.each([
    ['account a\nhost h\ntls on', 'starttls', 25],
    ['account a\nhost h\ntls on\ntls_starttls off', 'implicit', 465],
    ['account a\nhost h', 'none', 25],
    ['account a\nhost h\ntls\nport 2525', 'starttls', 2525],
    ['host h\ntls on\nport 587', 'starttls', 587],
  ])('takes port and security of %j', (text, security, port) => {
    expect(found(text).servers[0]?.settings).toMatchObject({ security, port })
  })

  it('goes round no circle: an account has only those above it', () => {
    const circle = found(
      'account a : b\nhost a.example\naccount b : a\nhost b.example\naccount c : c\nhost c.example\n',
    )
    expect(circle.servers.map(({ settings }) => settings.host)).toEqual([
      'a.example',
      'b.example',
      'c.example',
    ])
  })
})

describe('Mailspring', () => {
  const mailspring = found(sample('mailspring-config.json'))

  it('gives the outgoing servers of its accounts', () => {
    expect(rows(mailspring)).toEqual([
      '0 | Lettering | smtp.lettering.example:587 | starttls | helene@lettering.example | auto | default',
      '1 | helene.roth@fjordmail.example | smtp.gmail.com:465 | implicit | helene.roth@fjordmail.example | auto | ',
    ])
    expect(leftOf(mailspring, '0')).toEqual([
      'Password: not read; type it once',
      'Unchecked certificates: certificates are always checked; trust the one key on the server’s page',
    ])
    expect(leftOf(mailspring, '1')).toEqual([
      'Sign-in token: tokens are not taken over; sign in anew on the server’s page',
    ])
  })

  it('gives addresses and aliases, the default alias first, with signature and blind copy', () => {
    expect(mailspring.identities.map(({ settings }) => settings)).toEqual([
      {
        name: 'Roth Lettering',
        address: 'studio@lettering.example',
        alwaysBcc: ['archive@lettering.example'],
        signatures: [{ name: 'Studio', text: 'Roth Lettering\nSigns & letters by hand' }],
      },
      { name: 'Helene Roth', address: 'helene@lettering.example', alwaysBcc: ['archive@lettering.example'] },
      { name: 'Helene Roth', address: 'helene.roth@fjordmail.example' },
    ])
  })
})

describe('an Apple profile', () => {
  it('gives its mail account, and says that the rest is left', () => {
    const profile = found(sample('mail.mobileconfig'))
    expect(rows(profile)).toEqual([
      '0 | Northwharf mail | smtp.northwharf.example:587 | starttls | ola@northwharf.example | auto | default',
    ])
    expect(profile.identities[0]?.settings).toEqual({
      name: 'Ola Nordmann',
      address: 'ola@northwharf.example',
    })
    expect(leftOf(profile, '0')).toEqual(['Password: not read; type it once'])
    expect(profile.left.map(({ what }) => what)).toEqual(['Incoming servers', 'Other parts of the profile'])
  })

  it('is found inside a signature where it stands there in one piece, and says that this is not checked', () => {
    // Made by openssl smime -sign -nodetach -outform DER.
    const der = sample('signed.mobileconfig')
    const profile = found(der)
    expect(profile.servers).toHaveLength(1)
    expect(profile.left).toContainEqual({ what: 'Signature of the profile', why: 'not checked' })
  })
})

describe('an autoconfig file', () => {
  it('gives its outgoing servers; a place-holder is no user name', () => {
    const autoconfig = found(sample('autoconfig.xml'))
    expect(rows(autoconfig)).toEqual([
      '0 | Fjordmail | smtp.fjordmail.example:465 | implicit |  | auto | default',
      '1 | Fjordmail | smtp.fjordmail.example:587 | starttls | guest | auto | ',
    ])
    expect(leftOf(autoconfig, '0')).toContain(
      'User name: the file has only %EMAILADDRESS%; fill it in on the server’s page',
    )
    expect(leftOf(autoconfig, '0')).toContain(
      'Way of signing in: tokens are not taken over; sign in anew on the server’s page',
    )
    expect(autoconfig.left).toContainEqual({ what: 'Password', why: 'not read; type it once' })
  })
})

it.each(sampleNames)('P25: no secret of %s is in what was read, in any spelling', (name) => {
  const octets = sample(name)
  const planted = plantedSecrets.filter(
    (secret) => octets.includes(secret) || octets.includes(secret.replaceAll('&', '&amp;')),
  )
  expect(planted.length).toBeGreaterThan(0)
  const texts = textsIn(found(octets))
  expect(planted.flatMap((secret) => texts.flatMap((text) => findForms(secret, name, text)))).toEqual([])
})
