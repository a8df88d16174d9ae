import type { Said } from './said.ts'

/** Sessions. */
export const sessions: Said = [
  [
    'the time for this message ran out before its last octet was sent',
    'die Zeit für diese Nachricht war um, bevor ihr letztes Oktett gesendet war',
  ],
  ['the TLS handshake was not finished within {1} ms', 'der TLS-Handshake war nach {1} ms nicht fertig'],
  [
    'the server closed the connection during the TLS handshake',
    'der Server schloss die Verbindung während des TLS-Handshakes',
  ],
  ['{1} showed no certificate', '{1} zeigte kein Zertifikat'],
  [
    'the certificate of {1} is not the one that was trusted (pin)',
    'das Zertifikat von {1} ist nicht das vertraute (Pin)',
  ],
  ['the certificate of {1} was not verified: {2}', 'das Zertifikat von {1} bestand die Prüfung nicht: {2}'],
  ['the certificate is for {1}, not for {2}', 'das Zertifikat gilt für {1}, nicht für {2}'],
  ['no connection to {1} within {2} ms', 'keine Verbindung zu {1} nach {2} ms'],
  ['no connection to {1} ({2})', 'keine Verbindung zu {1} ({2})'],
  ['the name {1} has no address', 'der Name {1} hat keine Adresse'],
  ['the proxy opened no connection: {1}', 'der Proxy öffnete keine Verbindung: {1}'],
  [
    'the server answered before it had the whole message',
    'der Server antwortete, bevor er die ganze Nachricht hatte',
  ],
  ['no complete answer to {1} within {2} ms', 'keine vollständige Antwort auf {1} nach {2} ms'],
  [
    'the server sent half a reply that nothing had asked for',
    'der Server sandte eine halbe Antwort, nach der nichts gefragt hatte',
  ],
  ['the connection was closed by Sendoff', 'die Verbindung wurde von Sendoff geschlossen'],
  ['the connection takes no more octets', 'die Verbindung nimmt keine Oktette mehr'],
  [
    'the server sent a reply that nothing had asked for',
    'der Server sandte eine Antwort, nach der nichts gefragt hatte',
  ],
  [
    'the server answered out of step: {1} was answered {2}',
    'der Server antwortete nicht der Reihe nach: Auf {1} kam {2}',
  ],
  [
    'queue in flight is not used: the server does not offer PIPELINING',
    'die Warteschlange geht nicht im Flug hinaus: Der Server bietet PIPELINING nicht an',
  ],
  ['the server closed the connection', 'der Server schloss die Verbindung'],
  [
    'the server closed the connection in the middle of a reply',
    'der Server schloss die Verbindung mitten in einer Antwort',
  ],
  [
    'the server sent octets in clear behind its reply to STARTTLS (injection)',
    'der Server sandte hinter seiner Antwort auf STARTTLS unverschlüsselte Oktette (Einschleusung)',
  ],
]
