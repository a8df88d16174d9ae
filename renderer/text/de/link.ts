import type { link as english } from '../en/link.ts'
import type { Words } from './words.ts'

// A link of a message, before it is opened.
export const link: Words<typeof english> = {
  'link.title': 'Diesen Link im Browser öffnen?',
  'link.title.refused': 'Dieser Link wird nicht geöffnet',
  'link.host': 'Er führt zu',
  'link.address': 'Ganze Adresse',
  'link.says': 'Die Nachricht zeigt {said}, aber der Link führt zu {host}.',
  'link.alphabet':
    'Der Name hat Buchstaben eines anderen Alphabets, die wie ein bekannter Name aussehen können. Er steht hier so, wie Netze ihn schreiben.',
  'link.refused.no-https':
    'Die Adresse beginnt nicht mit https: Was von dort kommt, kann unterwegs gelesen und geändert werden. Sie können sie kopieren und selbst öffnen.',
  'link.refused.user-name':
    'Vor dem Host der Adresse steht ein Benutzername, der verbirgt, wohin sie führt. Sie können sie kopieren und selbst öffnen.',
  'link.copy': 'Adresse kopieren',
  'link.copied': 'Kopiert',
  'link.open': 'Im Browser öffnen',
}
