// Outside text of 100 kB: each reader looks at it a few times over, and not once for each of its characters.
import { describe, expect, test } from 'vitest'
import { checkAddresses, parseMailbox, splitMailboxes } from '../../../main/message/address.ts'
import { decodeCharset, decodeWords, fromQuotedPrintable } from '../../../main/message/encoded-word.ts'
import { canonicalText, decodeFlowed, encodeFlowed } from '../../../main/message/flowed.ts'
import { encodeText } from '../../../main/message/header.ts'
import { readMessageFile } from '../../../main/message/import/read-message-file.ts'
import { parseParameters } from '../../../main/message/import/parameters.ts'
import { parseType, readMessage } from '../../../main/message/read.ts'
import { withoutSignature } from '../../../main/message/signature.ts'
import { trimEndOf } from '../../../main/message/trim-end.ts'
import { unfold } from '../../../main/message/unfold.ts'
import { judgePastedSecret } from '../../../main/servers/pasted-secret.ts'
import { parseSubject, toHostName } from '../../../main/discovery/subject.ts'
import { checkOAuthSettings } from '../../../main/oauth/check-settings.ts'
import { SignInFault, toProblem } from '../../../main/oauth/sign-in-fault.ts'
import { cpuMs, mostCpuMs } from '../../support/cpu-time.ts'
import { hostileTexts } from '../../support/hostile-text.ts'

const readFile = (text: string) => readMessageFile(Buffer.from(text))
const context = { provider: 'p', host: 'h', step: '', secrets: [] }
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  parseMailbox,
  splitMailboxes: (text) => splitMailboxes(text).length,
  checkAddresses: (text) => checkAddresses(text.slice(0, 20_000)),
  decodeWords,
  decodeCharset: (text) => decodeCharset(Buffer.from('a'), text),
  fromQuotedPrintable: (text) => fromQuotedPrintable(Buffer.from(text)),
  canonicalText,
  encodeFlowed,
  decodeFlowed: (text) => decodeFlowed(text, { delSp: true }),
  encodeText,
  parseType: (text) => parseType(`multipart/mixed${text}`),
  unfold,
  readMessage: (text) => readMessage(text),
  'the body of a message': (text) => readMessage(`Content-Type: text/plain; format=flowed\r\n\r\n${text}`),
  'the parts of a message': (text) => readMessage(`Content-Type: multipart/mixed; boundary=x\r\n\r\n${text}`),
  'the charset of a message': (text) => readMessage(`Content-Type: text/plain; charset="${text}"\r\n\r\na`),
  parseParameters: (text) => parseParameters(`attachment${text}`),
  'a message file': (text) => readFile(text),
  'the rich text of a message file': (text) => readFile(`Content-Type: text/html\r\n\r\n${text}`),
  'the parts of a message file': (text) =>
    readFile(`Content-Type: multipart/mixed; boundary=x\r\n\r\n${text}`),
  'the fields of a message file': (text) =>
    readFile(`From: ${text}\r\nSubject: ${text}\r\nDate: ${text}\r\nReferences: ${text}\r\n\r\n`),
  withoutSignature,
  judgePastedSecret: (text) => judgePastedSecret('The password', text),
  parseSubject,
  toHostName,
  'the scope of a sign-in': (text) =>
    checkOAuthSettings({ provider: 'issuer', clientId: text, issuer: text, scope: text }),
  'what a provider answered': (text) =>
    toProblem(new SignInFault('refused', { code: text, description: text }), context),
}

describe.each(Object.entries(readers))('%s', (_, read) => {
  test.each(hostileTexts)('reads %s, again and again, in one pass', async (_name, text) => {
    expect(await cpuMs(() => read(text))).toBeLessThan(mostCpuMs)
  })
})

test('what is trimmed is the end alone', () => {
  expect(trimEndOf('a  b  ', ' ')).toBe('a  b')
  expect(trimEndOf('   ', ' ')).toBe('')
  expect(trimEndOf('', ' ')).toBe('')
  expect(trimEndOf('a \t\n', ' \t')).toBe('a \t\n')
})
