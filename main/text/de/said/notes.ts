import { oauthTexts as oauth } from '../../en/oauth.ts'
import { outboxTexts as outbox } from '../../en/outbox.ts'
import { oauthTexts as germanOauth } from '../oauth.ts'
import { outboxTexts as germanOutbox } from '../outbox.ts'
import type { Said } from './said.ts'

/** Notes of a transcript: stored in English, told where a person reads them. Other sentences in them are in the other files. */
export const notes: Said = [
  ['{1} is {2}', '{1} ist {2}'],
  ['connected to {1}', 'verbunden mit {1}'],
  ['the proxy has connected to {1}', 'der Proxy hat die Verbindung zu {1} hergestellt'],
  ['Lines that belong here could not be read.', 'Zeilen, die hierher gehören, konnten nicht gelesen werden.'],
  ['message content, {1} octets', 'Inhalt der Nachricht, {1} Oktette'],
  ['message content, {1} octets, unfinished', 'Inhalt der Nachricht, {1} Oktette, unvollständig'],
  [
    'The server does not offer DELIVERBY: it will not tell when the message is late.',
    'Der Server bietet DELIVERBY nicht an: Er wird nicht sagen, wenn sich die Nachricht verspätet.',
  ],
  [
    'The server does not offer DSN: the wish for delivery status notifications was not passed on.',
    'Der Server bietet DSN nicht an: Der Wunsch nach Versandberichten wurde nicht weitergegeben.',
  ],
  [
    'The server does not offer MT-PRIORITY: the priority was not passed on.',
    'Der Server bietet MT-PRIORITY nicht an: Der Vorrang wurde nicht weitergegeben.',
  ],
  ['{1} is served by {2}', 'Post für {1} nehmen an: {2}'],
  ['{1} is its own exchanger: it has no MX', '{1} hat keinen MX: Die Domain ist ihr eigener Mail-Exchanger'],
  [
    'a mail exchanger is left out: what DNS gives for it is no host name',
    'ein Mail-Exchanger fällt weg: Was das DNS für ihn nennt, ist kein Hostname',
  ],
  ['{1} could not be looked up ({2})', '{1} ließ sich nicht nachschlagen ({2})'],
  ['{1} has no address', '{1} hat keine Adresse'],
  ['TLS failed, once more without it: {1}', 'TLS misslang, noch einmal ohne: {1}'],
  [
    'writing tmp/{1}, {2} octets before line ends',
    'tmp/{1} wird geschrieben, {2} Oktette vor dem Umschreiben der Zeilenenden',
  ],
  ['moved to new/{1}', 'nach new/{1} verschoben'],
  [outbox['attempt.flight'], germanOutbox['attempt.flight']],
  [oauth['oauth.note.renewed'], germanOauth['oauth.note.renewed']],
  [oauth['oauth.note.refused'], germanOauth['oauth.note.refused']],
]
