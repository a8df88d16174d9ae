// Names that every object of JavaScript answers to, as names from outside: each is an unknown name like any other.
import { describe, expect, it } from 'vitest'
import { parseVCards } from '../../main/contacts/import/vcard.ts'
import { valueOf } from '../../main/merge/letter.ts'
import { readMessageFile } from '../../main/message/import/read-message-file.ts'
import { toKind } from '../../main/oauth/sign-in-fault.ts'
import { ownValue } from '../../main/own-value.ts'
import { parsePolicy } from '../../main/policy/parse-policy.ts'
import { follow, noProgress } from '../../main/practice/lessons.ts'
import { parseSettings } from '../../main/settings/settings-store.ts'
import { parseFile } from '../../main/transfer/read-file.ts'
import { htmlToText } from '../../main/transfer/html-text.ts'
import { parseColour } from '../../renderer/compose/editor/paste-colour.ts'

const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', '__defineGetter__']

describe.each(names)('%s', (name) => {
  it('is in no table', () => expect(ownValue({ a: 1 }, name)).toBeUndefined())

  it('as a property of a vCard is left out', () => {
    const { contacts } = parseVCards(
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEMAIL:a@x.example\r\n${name}:boo\r\nEND:VCARD\r\n`,
    )
    expect(contacts[0]?.details).toEqual([])
    expect(() => structuredClone(contacts)).not.toThrow()
  })

  it('as a field of a merge has what the table has, which is nothing', () => {
    const letter = { columns: ['Name'], missing: {} } as never
    expect(valueOf(letter, { cells: ['Ann'] } as never, name)).toBe('')
  })

  it('as the type of a part names a file like any other', () => {
    const read = readMessageFile(
      Buffer.from(
        `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: ${name}\r\n\r\nx\r\n--b--\r\n`,
      ),
    )
    expect(read.ok && read.message.attachments.map(({ name: file }) => file)).toEqual(['part-1.bin'])
  })

  it('as an error of a provider is a refusal', () => expect(toKind(name, '')).toBe('refused'))

  it('as a reference in HTML stands as it is', () =>
    expect(htmlToText(`a &${name}; b`)).toContain(`&${name};`))

  it('as a colour is none', () => expect(parseColour(name)).toBeNull())

  it('as a setting of a row, and of a policy, does nothing', () => {
    const rows = JSON.parse(`{"${name}":{"theme":"dark"}}`) as Record<string, unknown>
    expect(parseSettings(rows).theme).toBe('system')
    expect(Object.keys(parseSettings(rows))).not.toContain(name)
    const head = '"format":"sendoff-policy","version":1,"from":"IT"'
    const parsed = parsePolicy(`{${head},"locked":{"${name}":{"theme":"dark"}}}`)
    expect(parsed.ok).toBe(false)
  })

  it('as a way to sign in of another program is not known', () => {
    const parsed = parseFile(Buffer.from(`account a\nhost smtp.x.example\nauth ${name}\nuser u\n`))
    const [server] = parsed.ok ? parsed.value.servers : []
    expect(server?.settings.mechanism).toBeUndefined()
  })

  it('as the recipient of a practice message is no lesson', () => {
    const entry = { id: 'e', state: 'failed', recipients: [{ address: `${name}@practice.test` }] } as never
    expect(() => structuredClone(follow(noProgress, entry))).not.toThrow()
  })
})
