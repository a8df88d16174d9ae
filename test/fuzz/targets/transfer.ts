import { readFileSync } from 'node:fs'
import { compare } from '../../../main/transfer/compare.ts'
import { parseProfilesIni } from '../../../main/transfer/profiles-ini.ts'
import { parseFile } from '../../../main/transfer/read-file.ts'
import type { FuzzTarget } from '../target.ts'

const sample = (name: string) => readFileSync(new URL(`../../data/transfer/${name}`, import.meta.url))

export const target: FuzzTarget = {
  name: 'settings of other programs',
  seeds: [
    ...[
      'thunderbird-prefs.txt',
      'msmtprc',
      'mailspring-config.json',
      'mail.mobileconfig',
      'autoconfig.xml',
    ].map(sample),
    ...['profiles.ini', 'export.json'].map(sample),
    Buffer.concat([Buffer.from([0x30, 0x82, 0x09, 0x10]), sample('mail.mobileconfig')]),
  ],
  words: [
    'user_pref("mail.',
    '", "',
    '");\n',
    '\\x',
    '\\u',
    'account a : b\n',
    'defaults\n',
    '<key>',
    '<dict>',
    '<!DOCTYPE plist ',
    '{"*":{"accounts":[',
    '"settings":{',
    '"__proto__":',
    '\0',
    '\uFEFF',
  ],
  run: (input) => {
    const parsed = parseFile(input)
    parseProfilesIni(input.toString('latin1'))
    if (!parsed.ok) return parsed.message.slice(0, 40)
    const { servers, identities } = compare(parsed.value, { servers: [], identities: [] })
    const states = [...servers, ...identities].map(({ view }) => view.state)
    for (const { view, settings } of servers) {
      if (view.state !== 'unusable' && /[\p{Cc}]/u.test(settings.host + settings.user))
        throw new Error('P28: a control character would be taken')
    }
    return `${parsed.value.kind} ${servers.length} ${identities.length} ${states.filter((state) => state === 'unusable').length}`
  },
}
