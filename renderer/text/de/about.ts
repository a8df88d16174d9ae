import type { about as english } from '../en/about.ts'
import type { Words } from './words.ts'

export const about: Words<typeof english> = {
  'about.what': 'Was ist das: {label}',
  'about.name':
    'Ein eigener Name für diesen Server. Er steht im Postausgang, bei „Senden über“ und in Mitschriften; sonst sieht ihn niemand.',
  'about.yourName': 'Was Empfänger neben der Adresse als Absender sehen. Alle Buchstaben sind erlaubt.',
  'about.email':
    'Die Adresse, von der Ihre Nachrichten sind und an die Antworten kommen. Die meisten Server nehmen nur Adressen, die zu dem Konto gehören, mit dem Sie sich anmelden.',
  'about.host':
    'Der Computer, der Ihre Post zum Versand annimmt: der Server für den Versand, auch SMTP- oder Submission-Server genannt. Ihr Anbieter nennt ihn; oft ist es nicht der, von dem Sie Post lesen.',
  'about.port':
    'Die Tür an diesem Computer. 587 gehört zu STARTTLS und 465 zu TLS. Port 25 ist für Post zwischen Servern, und viele Netze sperren ihn.',
  'about.security':
    'TLS: Die Verbindung ist vom ersten Oktett an verschlüsselt. STARTTLS: Sie beginnt offen und wird verschlüsselt, bevor etwas von Ihnen gesagt wird; misslingt das, wird nichts gesendet. Keine: Jeder auf dem Weg kann mitlesen.',
  'about.user':
    'Womit Sie sich anmelden: oft die ganze Adresse, manchmal nur, was vor dem @ steht. Verlangt der Server keine Anmeldung, lassen Sie es leer.',
  'about.signIn':
    'Mit einem Passwort, das hier gespeichert ist, oder auf einer Seite Ihres Anbieters im Browser; sie gibt Sendoff ein Token und zeigt ihm das Passwort nie.',
  'about.password':
    'Oft nicht das der Webseite: Manche Anbieter wollen ein App-Passwort, für ein einziges Programm erstellt, das Sie in den Einstellungen Ihres Kontos finden.',
  'about.ehlo':
    'Der Name, mit dem dieser Computer den Server grüßt. Fast jedem Server genügt seine Adresse in Klammern; manche bestehen auf einem vollen Hostnamen.',
  'about.method':
    'Wie dem Server das Passwort oder Token gezeigt wird. SCRAM und CRAM-MD5 senden das Passwort selbst nicht; PLAIN und LOGIN tun es, in der verschlüsselten Verbindung.',
  'about.tlsFloor':
    'Die älteste Fassung von TLS, die genügt. TLS 1.3 lässt weg, was schwach geworden ist; einige Server haben nur 1.2.',
  'about.proxy':
    'Ein Computer, der Verbindungen weitergibt, wo ein Netz nichts direkt hinauslässt. Er sieht, mit wem Sie sich verbinden und wie viel gesendet wird; mit TLS sieht er nicht, was.',
  'about.family':
    'Die zwei Arten von Adressen im Internet. Wählen Sie nur dann eine, wenn die andere in Ihrem Netz nirgendwohin führt.',
  'about.localAddress':
    'Wenn dieser Computer mehrere Adressen hat: die, die der Server sieht. Manche Server nehmen Post nur von einer bestimmten Adresse.',
  'about.waitConnect':
    'Wie lange eine Verbindung brauchen darf, bevor die nächste Adresse oder eine spätere Zeit versucht wird.',
  'about.waitReply':
    'Wie lange der Server über einen Befehl nachdenken darf. RFC 5321 verlangt bei den meisten Schritten fünf Minuten.',
  'about.waitFinal':
    'Wie lange der Server nachdenken darf, wenn die Nachricht hinaus ist. Wer früh auflegt, weiß nicht, ob sie angenommen wurde: RFC 5321 verlangt mindestens zehn Minuten.',
  'about.concurrency':
    'Wie viele Nachrichten zugleich zu diesem Server unterwegs sein dürfen. Viele Anbieter werten mehr als einige als Missbrauch.',
  'about.perMinute':
    'Sendoff wartet zwischen Nachrichten, sodass in einer Minute nicht mehr als diese hinausgehen. Anbieter veröffentlichen so eine Grenze oder antworten 450, wenn sie überschritten ist.',
  'about.perDay':
    'Wenn in 24 Stunden so viele hinausgegangen sind, wartet der Rest. Kostenlose Konten erlauben oft einige Hundert.',
  'about.allowedSenders':
    'Wenn ein Server nur bestimmte Adressen als Absender nimmt, nennen Sie sie: Sendoff warnt dann vor dem Senden, statt abgelehnt zu werden.',
}
