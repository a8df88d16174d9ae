import type { quit as english } from '../en/quit.ts'
import type { Words } from './words.ts'

/** The question at quit, where mail is on its way. */
export const quit: Words<typeof english> = {
  'quit.title.one': 'Eine Nachricht ist unterwegs',
  'quit.title.other': '{n} Nachrichten sind unterwegs',
  'quit.over': '{subject}, über {server}.',
  'quit.several': '{subject} und {n} weitere.',
  'quit.finish': 'Abschließen, dann beenden',
  'quit.finish.sending': 'Die Fenster schließen sich, Sendoff endet nach der Schlussantwort.',
  'quit.finish.next': 'Die Fenster schließen sich, Sendoff endet, wenn nichts mehr unterwegs ist.',
  'quit.stop.title': 'Verbindung trennen und beenden',
  'quit.stop': 'Sofort beenden',
  'quit.stop.before':
    'Die Verbindung wird vor dem Schlusspunkt getrennt. Niemand bekommt sie; sie wird von vorn gesendet, wenn Sie Sendoff wieder öffnen.',
  'quit.stop.beforeMany':
    'Verbindungen werden vor dem Schlusspunkt getrennt. Niemand bekommt diese Nachrichten; sie werden von vorn gesendet, wenn Sie Sendoff wieder öffnen.',
  'quit.stop.waits': 'Nichts wird mehr gesendet, bis Sie Sendoff wieder öffnen.',
  'quit.stopMayArrive': 'Sofort beenden (kommt vielleicht an)',
  'quit.stop.after':
    'Die ganze Nachricht ist beim Server, seine Antwort ist noch nicht da. Vielleicht kommt sie an; Sendoff wird Sie fragen und sie nicht zweimal senden.',
  'quit.background.title': 'Sendoff im Hintergrund lassen',
  'quit.background': 'Weiterlaufen lassen',
  'quit.background.all': 'Die Fenster schließen sich. Alles, was im Postausgang wartet, geht auch.',
  'quit.background.scheduled': 'Die Fenster schließen sich. Was wartet, geht auch; {n} geplant.',
  'quit.foot': 'Vom Schlusspunkt an wird „Sofort beenden“ zu „Sofort beenden (kommt vielleicht an)“.',
  'quit.cancel': 'Abbrechen',
}
