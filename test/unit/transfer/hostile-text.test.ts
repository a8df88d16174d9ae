// Files of other programs, 100 kB that never come to an end: read in one pass.
import { describe, expect, test } from 'vitest'
import { parseAutoconfig } from '../../../main/discovery/parse-autoconfig.ts'
import { parseXml } from '../../../main/discovery/xml.ts'
import { htmlToText } from '../../../main/transfer/html-text.ts'
import { parseMobileconfig } from '../../../main/transfer/mobileconfig.ts'
import { parseMsmtp } from '../../../main/transfer/msmtp.ts'
import { parsePlist } from '../../../main/transfer/plist.ts'
import { parsePrefs } from '../../../main/transfer/prefs-js.ts'
import { parseProfilesIni } from '../../../main/transfer/profiles-ini.ts'
import { parseFile } from '../../../main/transfer/read-file.ts'
import { cpuMs, mostCpuMs } from '../../support/cpu-time.ts'
import { hostileTexts } from '../../support/hostile-text.ts'

const subject = { address: 'a@b.example', local: 'a', domain: 'b.example' }
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  parseFile: (text) => parseFile(Buffer.from(text)),
  'parseFile, behind a sign of XML': (text) => parseFile(Buffer.from(`<clientConfig>${text}`)),
  'parseFile, behind a sign of a list': (text) =>
    parseFile(Buffer.from(`<?xml version="1.0"?>${text}<plist`)),
  parseMsmtp,
  parsePlist,
  parseMobileconfig: (text) => parseMobileconfig(text, { signed: true }),
  parsePrefs: (text) => parsePrefs(`${text}\nuser_pref("a", "${text}`, ['mail']),
  parseProfilesIni,
  htmlToText,
  parseAutoconfig: (text) => parseAutoconfig(text, subject),
  parseXml,
}

describe.each(Object.entries(readers))('%s', (_, read) => {
  test.each(hostileTexts)('reads %s, again and again, in one pass', async (_name, text) => {
    expect(await cpuMs(() => read(text))).toBeLessThan(mostCpuMs)
  })
})

test('of HTML, what is never shown goes with its mark, whole or cut off', () => {
  expect(htmlToText('a<script>x</script>b<STYLE a=">c</style >d')).toBe('abd')
  expect(htmlToText('a<script>x</script >b<style>c</style>d<head')).toBe('abd<head')
  expect(htmlToText('a<head><script></head>b')).toBe('ab')
  expect(htmlToText('a<scripted>b')).toBe('ab')
})

test('a line of msmtp as it was read before', () => {
  const found = parseMsmtp('account a\nhost = "mail.example.org"\nport=587\nuser  "ann"\n')
  expect(JSON.stringify(found)).toContain('mail.example.org')
  expect(JSON.stringify(found)).toContain('587')
})
