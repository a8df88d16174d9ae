import { describe, expect, it } from 'vitest'
import { htmlToText } from '../../../main/transfer/html-text.ts'
import { parsePlist } from '../../../main/transfer/plist.ts'
import { parsePrefs } from '../../../main/transfer/prefs-js.ts'
import { found, refusal, sample } from './samples.ts'

const prefs = 'user_pref("mail.smtpservers", "a");\nuser_pref("mail.smtpserver.a.hostname", "h.example");\n'
const hosts = (octets: Uint8Array | string) => found(octets).servers.map(({ settings }) => settings.host)
const apple =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'

describe('a file in an encoding of its own', () => {
  const utf16 = Buffer.from(prefs, 'utf16le')
  it.each([
    ['CRLF', Buffer.from(prefs.replaceAll('\n', '\r\n'))],
    ['CR alone', Buffer.from(prefs.replaceAll('\n', '\r'))],
    ['a BOM', Buffer.from(`\uFEFF${prefs}`)],
    ['UTF-16, little end first', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16, big end first', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
  ])('is read: %s', (_, octets) => {
    expect(hosts(octets)).toEqual(['h.example'])
  })

  it('is read as Latin-1 where it is no UTF-8', () => {
    const octets = Buffer.from(`${prefs}user_pref("mail.smtpserver.a.description", "B\u00fcro");\n`, 'latin1')
    expect(found(octets).servers[0]?.settings.name).toBe('Büro')
  })

  it.each(['msmtprc', 'mailspring-config.json', 'mail.mobileconfig', 'autoconfig.xml'])(
    'gives the same with CRLF and a BOM: %s',
    (name) => {
      const text = sample(name).toString()
      expect(found(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(found(text))
    },
  )
})

describe('a file that is none', () => {
  it.each([
    ['empty', '', 'none that Sendoff knows'],
    ['huge', Buffer.alloc(5_000_001, 0x20), 'more than 5 MB'],
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]), 'is no text'],
    ['UTF-16 without a mark', Buffer.from(prefs, 'utf16le'), 'is no text'],
    ['prose', 'Dear all,\nhello.\n', 'none that Sendoff knows'],
    ['profiles.ini', sample('profiles.ini'), 'Choose prefs.js'],
    ['half a JSON', '{"format":"sendoff-servers","password":"hunter2', 'no complete JSON'],
    ['another JSON', '{"a":1}', 'neither an export'],
    ['deep JSON', `{"*":{"accounts":[${'['.repeat(200_000)}${']'.repeat(200_000)}]}}`, 'no account'],
    ['__proto__', '{"__proto__":{"*":{"accounts":[]}}}', 'neither an export'],
    ['XML of another kind', '<html></html>', 'is a web page'],
    ['broken XML', '<clientConfig><a></clientConfig>', 'is not well-formed'],
    ['deep XML', `<clientConfig>${'<a>'.repeat(50)}`, 'deep'],
    ['huge XML', `<clientConfig>${' '.repeat(300_000)}</clientConfig>`, '256 kB'],
    ['entities', '<!DOCTYPE x [<!ENTITY a "&a;&a;">]><clientConfig>&a;</clientConfig>', 'DOCTYPE'],
    ['a prefs.js without servers', 'user_pref("browser.x", 1);\n', 'no outgoing server'],
    ['a profile without mail', `${apple}<plist><dict></dict></plist>`, 'no mail account'],
    ['a list that is none', `${apple}<plist></plist>`, 'no property list'],
    [
      'an encrypted profile',
      `${apple}<plist><dict><key>EncryptedPayloadContent</key><string>x</string></dict></plist>`,
      'encrypted',
    ],
    ['a signature in pieces', Buffer.from([0x30, 0x80, 0x3c, 0x70, 0x04, 0x82]), 'openssl smime'],
  ])('is refused with one sentence: %s', (_, octets, sentence) => {
    const message = refusal(octets)
    expect(message).toContain(sentence)
    expect(message).not.toContain('hunter2')
  })

  it('is refused where a signed profile holds its list in pieces', () => {
    const list = sample('mail.mobileconfig')
    const torn = Buffer.concat([
      Buffer.from([0x30, 0x80, 0x24, 0x80, 0x04, 0x82]),
      list.subarray(0, 700),
      Buffer.from([0x04, 0x82, 0x03, 0xe8]),
      list.subarray(700),
    ])
    expect(refusal(torn)).toContain('openssl smime')
  })
})

describe('a DOCTYPE', () => {
  const list = '<plist version="1.0"><string>x</string></plist>'
  it('of Apple is taken off', () => {
    expect(parsePlist(apple + list)).toEqual({ ok: true, value: 'x' })
    expect(
      parsePlist(apple.replace('-//Apple//', '-//Apple Computer//').replace('http:', 'https:') + list),
    ).toEqual({
      ok: true,
      value: 'x',
    })
  })

  it.each([
    ['of another place', apple.replace('www.apple.com', 'evil.example')],
    ['with entities of its own', apple.replace('">', '" [<!ENTITY a "b">]>')],
    ['of a file', '<!DOCTYPE plist SYSTEM "file:///etc/passwd">'],
    ['twice', `${apple}${apple.split('\n')[1] ?? ''}`],
  ])('is refused %s', (_, head) => {
    const parsed = parsePlist(head + list)
    expect(parsed.ok ? 'taken' : parsed.message).toMatch(/DOCTYPE|not well-formed/)
  })
})

describe('thunderbird-prefs.txt', () => {
  it('is read and not run', () => {
    const text =
      'user_pref("mail.a", (() => { globalThis.ran = true })());\nuser_pref("mail.b", process.exit());\nuser_pref("mail.c", "\\x41\\u00e9\\n\\"\\\\");  // "\nuser_pref(\'mail.d\', \'it\\\'s\');\nuser_pref("mail.e", -3);\n  user_pref("mail.f",true)\n//user_pref("mail.g", 1);\nuser_pref("other", 1);\n'
    expect([...parsePrefs(text, ['mail.'])]).toEqual([
      ['mail.c', 'Aé\n"\\'],
      ['mail.d', "it's"],
      ['mail.e', -3],
      ['mail.f', true],
    ])
    expect('ran' in globalThis).toBe(false)
  })

  it('takes a line of half a million backslashes in no time', () => {
    const began = performance.now()
    expect(parsePrefs(`user_pref("mail.a", "${'\\'.repeat(199_000)}`, ['mail.']).size).toBe(0)
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  it('lists at most 500 servers, and says how many are left', () => {
    const keys = Array.from({ length: 600 }, (_, at) => `s${at}`)
    const many = found(
      `user_pref("mail.smtpservers", "${keys.join(',')}");\n${keys.map((key) => `user_pref("mail.smtpserver.${key}.hostname", "h");`).join('\n')}`,
    )
    expect(many.servers).toHaveLength(500)
    expect(many.left).toContainEqual({ what: '100 more', why: 'one import takes at most 500' })
  })
})

it.each([
  ['<p>a</p><p>b</p>', 'a\nb'],
  ['<script>alert(1)</script>x<style>p{}</style>', 'x'],
  ['a &lt;b&gt; &#65;&#x42; &nope; &#0;', 'a <b> AB &nope;'],
  ['<a href="x">link</a', 'link<a'],
])('takes the words of the signature %j', (html, text) => {
  expect(htmlToText(html).replace('</a', '<a')).toBe(text)
})
