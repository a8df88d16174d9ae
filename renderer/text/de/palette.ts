import type { palette as english } from '../en/palette.ts'
import type { Words } from './words.ts'

export const palette: Words<typeof english> = {
  'palette.title': 'Alles finden und tun',
  'palette.list': 'Gefunden',
  'palette.found.one': '{n} gefunden',
  'palette.found.other': '{n} gefunden',
  'palette.nothing': 'Nichts hier enthält diese Wörter.',
  'palette.group.entry': 'Für diese Nachricht',
  'palette.group.message': 'Nachrichten',
  'palette.group.draft': 'Entwürfe',
  'palette.group.server': 'Server',
  'palette.group.command': 'Befehle',
  'palette.to': 'an {recipients}, {time}',
  'palette.move': 'auswählen',
  'palette.do': 'ausführen',
  'palette.onlyCommands': 'nur Befehle',
}
