import { readFileSync } from 'node:fs'
import { parseVCards } from '../../../main/contacts/import/vcard.ts'
import { defaultSettings } from '../../../main/settings/defaults.ts'
import { parseSettings } from '../../../main/settings/settings-store.ts'
import { compare } from '../../../main/transfer/compare.ts'
import { parseProfile } from '../../../main/transfer/profile-file.ts'
import type { FuzzTarget } from '../target.ts'

const accounts = JSON.parse(
  readFileSync(new URL('../../data/transfer/export.json', import.meta.url), 'utf8'),
) as unknown
const none = { format: 'sendoff-servers', version: 1, exportedAt: '', servers: [], identities: [] }
const file = (rest: object) =>
  JSON.stringify({
    ...{ format: 'sendoff-profile', version: 1, exportedAt: '2026-11-25T22:00:00.000Z' },
    ...{ settings: {}, accounts: none, templates: [], contacts: '' },
    ...rest,
  })
const template = { kind: 'message', name: 'Thanks', subject: 'Thank you', text: 'Hi {{name}}', html: null }
const vcard = 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nEMAIL:ann@x.example\r\nEND:VCARD\r\n'

/** The file of a whole profile, and the same octets as the rows of the settings in a damaged database. */
export const target: FuzzTarget = {
  name: 'file of a profile, rows of settings',
  seeds: [
    file({ settings: { theme: 'dark', undoSeconds: 10, spellingLanguages: ['de'] }, templates: [template] }),
    file({ contacts: vcard }),
    file({ accounts }),
    JSON.stringify({ ...defaultSettings, language: 'de', pausedLanes: ['a.example'] }),
  ],
  words: [
    ...['{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\r\\n', '\0', 'null', '1e999', '"__proto__":{'],
    ...['"constructor":', '"settings":{', '"accounts":', '"templates":[', '"version":2', '"host":"a b"'],
    ...['"html":"<script>"', 'BEGIN:VCARD\\n', 'EMAIL:', 'END:VCARD\\n', '"path":"/etc"', '\u202E'],
  ],
  run: (input) => {
    const text = input.toString('utf8')
    const settings = parseSettings(rowsOf(text))
    if (Object.keys(settings).length !== Object.keys(defaultSettings).length)
      throw new Error('a setting was lost, or came from elsewhere')
    const parsed = parseProfile(text)
    if (!parsed.ok) return parsed.message.slice(0, 160)
    const { servers, identities } = compare(parsed.value.accounts, { servers: [], identities: [] })
    for (const { view, settings: server } of servers) {
      if (view.state !== 'unusable' && /\p{Cc}/u.test(server.host + server.user))
        throw new Error('P28: a control character would be taken')
    }
    const people = parseVCards(parsed.value.vcards)
    return `${servers.length} ${identities.length} ${parsed.value.templates.length} ${people.contacts.length} ${Object.keys(parsed.value.settings).length}`
  },
}

function rowsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
