import type { about as english } from '../en/about.ts'
import type { Words } from './words.ts'

export const about: Words<typeof english> = {
  'about.what': 'Was ist das: {label}',
  'about.name':
    'Ein Name Ihrer Wahl für diesen Server. Er steht im Postausgang, bei „Senden über“ und in Mitschriften; sonst sieht ihn niemand.',
  'about.yourName': 'Was Empfänger neben der Adresse als Absender sehen. Alle Schriftzeichen sind erlaubt.',
  'about.email':
    'Die Adresse, von der Ihre Nachrichten kommen und an die Antworten gehen. Die meisten Server nehmen nur Adressen, die zum angemeldeten Konto gehören.',
  'about.host':
    'Der Computer, der Ihre Mail zum Versand annimmt: der Postausgangsserver, auch SMTP-Server genannt. Ihr Anbieter nennt ihn; oft ist es nicht der, von dem Sie Mail abrufen.',
  'about.port':
    'Die Tür an jenem Computer. 587 gehört zu STARTTLS, 465 zu TLS. Port 25 ist für Mail zwischen Servern, und viele Netze sperren ihn.',
  'about.security':
    'TLS: die Verbindung ist vom ersten Oktett an verschlüsselt. STARTTLS: sie beginnt offen und wird verschlüsselt, bevor etwas von Ihnen gesagt wird; gelingt das nicht, wird nichts gesendet. Keine: jeder auf dem Weg kann mitlesen.',
  'about.user':
    'Womit Sie sich anmelden: oft die ganze Adresse, manchmal nur, was vor dem @ steht. Verlangt der Server keine Anmeldung, bleibt es leer.',
  'about.signIn':
    'Mit einem Passwort, das hier gespeichert wird, oder auf einer Seite Ihres Anbieters im Browser; sie gibt Sendoff ein Token und zeigt ihm nie das Passwort.',
  'about.password':
    'Oft nicht das der Webseite: manche Anbieter verlangen ein App-Passwort für ein einzelnes Programm. Sie finden es in den Einstellungen Ihres Kontos.',
  'about.ehlo':
    'Der Name, mit dem dieser Computer den Server grüßt. Fast allen Servern genügt seine Adresse in Klammern; manche bestehen auf einem vollen Hostnamen.',
  'about.method':
    'Wie das Passwort oder das Token dem Server gezeigt wird. SCRAM und CRAM-MD5 senden das Passwort selbst nicht; PLAIN und LOGIN senden es, innerhalb der verschlüsselten Verbindung.',
  'about.tlsFloor':
    'Die älteste Fassung von TLS, die noch genügt. TLS 1.3 lässt weg, was schwach geworden ist; einige Server haben nur 1.2.',
  'about.proxy':
    'Ein Computer, der Verbindungen weiterreicht, wo ein Netz nichts direkt hinauslässt. Er sieht, mit wem Sie sich verbinden und wie viel Sie senden; mit TLS sieht er nicht, was.',
  'about.family':
    'Die zwei Arten von Adressen im Internet. Wählen Sie nur dann eine, wenn die andere in Ihrem Netz nirgendwohin führt.',
  'about.localAddress':
    'Hat dieser Computer mehrere Adressen, ist es die, die der Server sieht. Manche Server nehmen Mail nur von einer bestimmten Adresse.',
  'about.waitConnect':
    'Wie lange eine Verbindung brauchen darf, bevor die nächste Adresse oder ein späterer Zeitpunkt versucht wird.',
  'about.waitReply':
    'Wie lange der Server über einen Befehl nachdenken darf. RFC 5321 verlangt bei den meisten Schritten fünf Minuten.',
  'about.waitFinal':
    'Wie lange der Server nachdenken darf, wenn die Nachricht hinaus ist. Wer zu früh auflegt, weiß nicht, ob sie angenommen wurde: RFC 5321 verlangt mindestens zehn Minuten.',
  'about.concurrency':
    'Wie viele Nachrichten zugleich zu diesem Server unterwegs sein dürfen. Viele Anbieter werten mehr als einige wenige als Missbrauch.',
  'about.queueInFlight':
    'Ohne das sendet Sendoff die nächste Nachricht, wenn der Server für die vorige geantwortet hat. Damit folgt die nächste sofort, was bei einer langen Warteschlange je Nachricht einmal Warten auf die Leitung spart. Es braucht PIPELINING; hinter BDAT spricht kein Standard davon. Endet die Verbindung mittendrin, kann niemand sagen, welche der Nachrichten, die hinaus waren, angenommen wurden: Jede ist Unbestätigt, und Sie entscheiden über jede.',
  'about.perMinute':
    'Sendoff wartet zwischen Nachrichten, sodass in einer Minute nicht mehr als so viele hinausgehen. Anbieter nennen eine solche Grenze oder antworten 450, wenn sie überschritten ist.',
  'about.perDay':
    'Sind in 24 Stunden so viele hinausgegangen, wartet der Rest. Kostenlose Konten erlauben oft einige hundert.',
  'about.allowedSenders':
    'Nimmt ein Server nur bestimmte Adressen als Absender, nennen Sie sie: Sendoff warnt dann vor dem Senden, statt abgelehnt zu werden.',
}
