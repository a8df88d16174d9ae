import type { cliTexts as english } from '../en/cli.ts'
import type { Words } from './words.ts'

/** The terminal and the demo. */
export const cliTexts: Words<typeof english> = {
  'outcome.accepted': 'Übergeben an {host}',
  'outcome.partly': 'Teilweise übergeben',
  'outcome.deferred': 'Zurückgestellt',
  'outcome.rejected': 'Abgelehnt',
  'outcome.refused-locally': 'Von Sendoff abgelehnt',
  'outcome.unconfirmed': 'Unbestätigt',
  'outcome.not-attempted': 'Nicht versucht',

  'outcome.message-id': 'Vielleicht ist sie angekommen. Ihre Message-ID ist {id}',
  'outcome.cause': 'Ursache: {cause}; am Zug: {whoseMove}',

  'queue.id': 'Kennung {id}, Message-ID {messageId}',
  'queue.from': 'von {from} über {server}',
  'queue.attempt': 'Versuch {number}, {time}: {outcome}',
  'queue.queued': 'eingereiht {id}',
  'queue.no-sender': 'kein Sendoff läuft: Sie geht, wenn eines läuft, oder mit: sendoff queue send ID',
  'queue.empty': 'Der Postausgang ist leer.',
  'queue.state.queued': 'wartet',
  'queue.state.scheduled': 'geplant',
  'queue.state.sending': 'wird gesendet',
  'queue.state.sent': 'übergeben',
  'queue.state.deferred': 'zurückgestellt',
  'queue.state.partlySent': 'teilweise übergeben',
  'queue.state.failed': 'abgelehnt',
  'queue.state.unconfirmed': 'unbestätigt',
  'queue.state.held': 'angehalten',
  'queue.state.cancelled': 'abgebrochen',
  'queue.to.pending': 'noch nicht versucht',
  'queue.to.accepted': 'übergeben',
  'queue.to.deferred': 'zurückgestellt',
  'queue.to.rejected': 'abgelehnt',
  'queue.to.unconfirmed': 'vielleicht angekommen',

  'demo.practice-server': 'Übungsserver auf {host}, Port {port}',
  'demo.sending': '„{subject}“ wird an {recipients} gesendet',
  'demo.transcript': 'Mitschrift',
  'demo.outcome': 'Ergebnis',
  'demo.explanation': 'Was geschehen ist',
  'demo.at-command': 'Bei welchem Befehl',
  'demo.whose-move': 'Wer am Zug ist',
  'demo.reply': 'Antwort',
  'demo.received': 'Vom Übungsserver empfangen',
}
