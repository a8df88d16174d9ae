import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toDiskName, toFileName } from '../../../main/drafts/file-name.ts'
import { mediaTypeOf } from '../../../main/drafts/media-type.ts'
import { opensAsProgram } from '../../../main/api/program-name.ts'

test.each([
  ['Brief an Müller.pdf', 'Brief an Müller.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\Anna\\letter.doc', 'letter.doc'],
  ['a\r\nContent-Type: text\u0000.txt', 'aContent-Type: text.txt'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['', 'file'],
  ['..', 'file'],
  ['\u0007', 'file'],
])('%j becomes %j', (typed, name) => expect(toFileName(typed)).toBe(name))

test('P28: no name holds a path or a control character, and none is empty or over 240 octets', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (typed) => {
      const name = toFileName(typed)
      expect(name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e]/u)
      expect(name).not.toBe('')
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240)
    }),
  )
})

test('a name that is too long keeps its ending', () => {
  expect(toFileName(`${'ü'.repeat(300)}.pdf`)).toMatch(/^ü+\.pdf$/)
})

test.each([
  ['a.pdf', 'application/pdf'],
  ['A.JPG', 'image/jpeg'],
  ['a.tar.gz', 'application/gzip'],
  ['a.constructor', 'application/octet-stream'],
  ['a.__proto__', 'application/octet-stream'],
  ['README', 'application/octet-stream'],
])('the media type of %s is %s', (name, type) => expect(mediaTypeOf(name)).toBe(type))

test.each([
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['Lpt1.tar.gz', '_Lpt1.tar.gz'],
  ['console.txt', 'console.txt'],
  ['letter.txt:evil.exe', 'letter.txt evil.exe'],
  ['evil.exe. . ', 'evil.exe'],
  ['...', 'file'],
  ['.bashrc', 'bashrc'],
  ['../../x', 'x'],
  ['a?b*.txt', 'a b .txt'],
])('%j is written as %j', (typed, name) => expect(toDiskName(typed)).toBe(name))

test.each([
  ...[
    'a.exe',
    'A.EXE',
    'a.exe.',
    'a.exe. .',
    'a.txt:b.exe',
    'a.pdf.desktop',
    'a.sh',
    'a.command',
    'a.url',
    'a.iso',
  ],
  ...['invoice\u202efdp.exe', 'a.settingcontent-ms'],
])('%j is a program', (name) => expect(opensAsProgram(name)).toBe(true))

test.each(['a.pdf', 'exe', 'a.exe.pdf', 'shell.txt', 'a.docx', 'a.png'])('%j is none', (name) =>
  expect(opensAsProgram(name)).toBe(false),
)
