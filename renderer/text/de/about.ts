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
    'Der Computer, der Ihre Post zum Versand annimmt: der Server für den Versand, auch Postausgangsserver oder SMTP-Server genannt. Ihr Anbieter nennt ihn; oft ist es nicht der, von dem Sie Post abrufen.',
  'about.port':
    'Die Tür an jenem Computer. 587 gehört zu STARTTLS, 465 zu TLS. Port 25 ist für Post zwischen Servern, und viele Netze sperren ihn.',
  'about.security':
    'TLS: Die Verbindung ist vom ersten Oktett an verschlüsselt. STARTTLS: Sie beginnt offen und wird verschlüsselt, bevor etwas von Ihnen gesagt wird; gelingt das nicht, wird nichts gesendet. Keine: Jeder auf dem Weg kann mitlesen.',
  'about.user':
    'Womit Sie sich anmelden: oft die ganze Adresse, manchmal nur, was vor dem @ steht. Verlangt der Server keine Anmeldung, bleibt es leer.',
  'about.signIn':
    'Mit einem Passwort, das hier gespeichert wird, oder auf einer Seite Ihres Anbieters im Browser; sie gibt Sendoff ein Token und zeigt ihm nie das Passwort.',
  'about.password':
    'Oft nicht das der Webseite: Manche Anbieter verlangen ein App-Passwort für ein einzelnes Programm. Sie finden es in den Einstellungen Ihres Kontos.',
  'about.ehlo':
    'Der Name, mit dem dieser Computer den Server grüßt. Fast allen Servern genügt seine Adresse in Klammern; manche bestehen auf einem vollen Hostnamen.',
  'about.method':
    'Wie das Passwort oder das Token dem Server gezeigt wird. SCRAM und CRAM-MD5 senden das Passwort selbst nicht; PLAIN und LOGIN senden es, innerhalb der verschlüsselten Verbindung.',
  'about.tlsFloor':
    'Die älteste Version von TLS, die noch genügt. TLS 1.3 lässt weg, was schwach geworden ist; einige Server haben nur 1.2.',
  'about.proxy':
    'Ein Computer, der Verbindungen weiterreicht, wo ein Netz nichts direkt hinauslässt. Er sieht, mit wem Sie sich verbinden und wie viel Sie senden; mit TLS sieht er nicht, was.',
  'about.family':
    'Die zwei Arten von Adressen im Internet. Wählen Sie nur dann eine, wenn die andere in Ihrem Netz nirgendwohin führt.',
  'about.localAddress':
    'Hat dieser Computer mehrere Adressen, ist es die, die der Server sieht. Manche Server nehmen Post nur von einer bestimmten Adresse.',
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
  'about.proxyHost':
    'Name oder Nummer des Computers, der Ihre Verbindungen weiterreicht. Wer Ihr Netz betreut, nennt ihn.',
  'about.proxyPort': 'Die Tür am Proxy. Üblich sind 1080 für SOCKS5 und 3128 oder 8080 für HTTP.',
  'about.proxyUser':
    'Womit Sie sich beim Proxy anmelden, wenn er danach fragt. Mit Ihrem Konto beim Mailserver hat das nichts zu tun.',
  'about.proxyPassword':
    'Das Passwort nur für den Proxy. Es geht unverschlüsselt an ihn; verwenden Sie keines, das noch etwas anderes öffnet.',
  'about.certificateText':
    'Ein Zertifikat mit seinem privaten Schlüssel, mit dem sich dieser Computer ausweist, anstelle eines Passworts oder zusätzlich. Sie bekommen es vom Betreiber des Servers; der Schlüssel kommt in den Schlüsselbund.',
  'about.passphrase':
    'Womit der Schlüssel in der Datei verschlossen ist, die Sie bekommen haben. Es wird einmal verwendet, um den Schlüssel zu lesen, und nicht behalten.',
  'about.dsn':
    'Die Server auf dem Weg werden gebeten, Ihnen zu schreiben, wenn einer Nachricht eines davon widerfährt. Sendoff ordnet so einen Bericht seiner Nachricht zu.',
  'about.dsnFull':
    'Der Bericht bringt dann die ganze Nachricht zurück. Sonst enthält er nur ihren Kopf; das genügt, um zu wissen, welche es war.',
  'about.allowInsecure':
    'Ihr Passwort geht dann so durch das Netz, dass jeder auf dem Weg es lesen kann. Nur für einen Server auf diesem Computer oder in einem Netz, das Ihnen gehört.',
  'about.isDefault': 'Für Nachrichten, deren Absender an keinen anderen Server gebunden ist.',
  'about.further':
    'In dieser Reihenfolge verwendet, wenn der erste nicht zu erreichen ist oder die Nachricht nicht nimmt. Nie nach einer Nachricht, die vielleicht schon angenommen wurde.',
  'about.issuer':
    'Die Webadresse des Dienstes, bei dem Sie sich anmelden. Er veröffentlicht darunter, wo seine Seiten sind.',
  'about.clientId':
    'Der Name, unter dem dieses Programm beim Anmeldedienst bekannt ist. Sie oder Ihr Administrator melden es dort einmal an; er ist nicht geheim.',
  'about.clientSecret':
    'Ein Wort, das manche Dienste zur Client-Kennung ausgeben. In einem Programm auf einem Computer schützt es wenig; manche Dienste verlangen es trotzdem.',
  'about.tenant':
    'Die Organisation bei Microsoft 365, deren Konten sich anmelden dürfen: ihre Domain oder eine Nummer. „common“ nimmt jedes Konto.',
  'about.scope':
    'Was das Token erlaubt: Post zu senden, und nicht mehr. Ändern Sie es nur, wenn Ihr Anbieter etwas anderes nennt.',
  'about.identityServer':
    'Der Server, über den Nachrichten dieses Absenders gehen, wenn Sie für eine Nachricht keinen anderen wählen.',
  'about.organisation':
    'Wo Sie arbeiten oder für wen Sie sprechen. Es geht mit jeder Nachricht in einer eigenen Kopfzeile, die wenige Mailprogramme zeigen.',
  'about.replyTo':
    'Wohin Antworten gehen, wenn sie nicht an die Adresse des Absenders kommen sollen. Mailprogramme richten sich danach, wenn jemand antwortet.',
  'about.alwaysBcc':
    'Bekommt von jeder Nachricht dieses Absenders eine Kopie, und kein Empfänger sieht es. Manche haben so das Gesendete auch in einem anderen Postfach.',
  'about.sentCopy':
    'Von jeder Nachricht wird eine Kopie in einen Ordner auf diesem Computer geschrieben, sobald sie übergeben ist. In das Postfach bei Ihrem Anbieter legt Sendoff nichts.',
  'about.copyFolder':
    'Wo auf diesem Computer die Kopien stehen. Ein Maildir lesen viele Mailprogramme; einzelne Dateien heißen nach Tag und Betreff.',
  'about.envelopeSender':
    'Die Adresse, an die Berichte über Fehler gehen, wenn es nicht die des Absenders ist. Server prüfen sie; Empfänger sehen sie selten.',
  'about.signatureName':
    'Ein Name Ihrer Wahl, unter dem Sie diese Signatur auswählen. Sonst sieht ihn niemand.',
  'about.signatureText':
    'Steht am Ende jeder Nachricht dieses Absenders, nach einer Zeile mit zwei Bindestrichen, an der Mailprogramme eine Signatur erkennen.',
  'about.priority':
    'Welche Ihrer Nachrichten zuerst geht, wenn mehrere auf denselben Server warten. Bei hohem oder niedrigem Vorrang sagt es eine Kopfzeile auch dem Programm des Empfängers.',
  'about.refusal':
    'Ein Server antwortet für jeden Empfänger. Entweder bekommen die angenommenen die Nachricht, obwohl einer abgelehnt wurde, oder niemand bekommt sie, bis Sie entschieden haben.',
  'about.expires':
    'Nach dieser Zeit wird die Nachricht nicht mehr gesendet. Sie bleibt im Postausgang, und Sie entscheiden.',
  'about.language':
    'Wird dem Programm des Empfängers gesagt, zum Vorlesen, Trennen und Übersetzen. Auch die Rechtschreibung des Textes wird danach geprüft.',
  'about.reports':
    'Bittet die Server auf dem Weg, Ihnen zu schreiben, was aus ihr wurde (RFC 3461). Nicht jeder Server kann das; die Nachricht geht trotzdem hinaus.',
  'about.returned':
    'Was ein Bericht über einen Fehler zitiert. Der Kopf genügt, um zu wissen, welche Nachricht es war.',
  'about.readReceipt':
    'Bittet das Programm des Empfängers, Ihnen zu sagen, wann die Nachricht geöffnet wurde. Die meisten werden vorher gefragt, und viele lehnen ab; keine Antwort bedeutet nichts.',
  'about.requireTls':
    'Jeder Server auf dem Weg muss die Nachricht über eine geprüfte, verschlüsselte Verbindung weitergeben oder sie zurückgeben (RFC 8689). Noch sagen das wenige Server zu.',
  'about.plainOnly':
    'Sendet den Text ohne Schriften, Farben und Bilder darin. Er ist klein, und jedes Programm zeigt ihn gleich.',
  'about.headers':
    'Zeilen, die Sie dem Kopf der Nachricht hinzufügen, für Programme, die danach sortieren oder sie lesen. Die Zeilen, die Sendoff selbst schreibt, lassen sich nicht ersetzen.',
  'about.unsubscribeWeb':
    'Eine https-Adresse, bei der sich ein Empfänger von Ihrer Liste abmeldet. Mailprogramme zeigen sie als Schaltfläche neben dem Absender. Felder der Tabelle dürfen darin stehen.',
  'about.unsubscribeMail':
    'Eine Adresse, die Nachrichten von Leuten annimmt, die Ihre Liste verlassen wollen. Felder der Tabelle dürfen darin stehen.',
  'about.listId':
    'Der Name Ihrer Liste, geschrieben wie eine Domain von Ihnen. Empfänger sortieren danach, und Anbieter zählen Beschwerden darunter.',
  'about.precedence':
    'Sagt den Servern, dass dies Post an viele ist, damit keine Abwesenheitsnotizen zurückkommen. Sonst ändert es nichts.',
  'about.oneClick':
    'Die Webadresse muss ein POST annehmen und das Abonnement sofort beenden, ohne Seite zum Bestätigen. Google und Yahoo verlangen das von allen, die an viele senden.',
  'about.mergePace':
    'Wie viele Nachrichten in einer Minute höchstens hinausgehen. Langsam ist gut bei Anbietern, die zählen; bei 60 in der Minute brauchen 1000 Nachrichten 17 Minuten.',
  'about.later':
    'Die Nachrichten entstehen jetzt und warten im Postausgang. Die erste geht zu dieser Zeit hinaus.',
  'about.mergeFrom': 'Der Absender aller Nachrichten. Sein Server, seine Signatur und seine Kopien gelten.',
  'about.mergeDraft':
    'Übernimmt Betreff, Text und Dateien eines Entwurfs, den es schon gibt. Der Entwurf bleibt, wie er ist.',
  'about.mergeSubject': 'Für alle gleich, bis auf Felder der Tabelle; sie werden aus jeder Zeile ausgefüllt.',
  'about.mergeText':
    'Für alle gleich, bis auf Felder der Tabelle; sie werden aus jeder Zeile ausgefüllt. Sehen Sie sich vor dem Beginn die Vorschau an.',
  'about.encoding':
    'Wie Buchstaben außerhalb des Englischen in der Datei stehen. Sehen ä oder é in der Vorschau falsch aus, wählen Sie eine andere.',
  'about.delimiter': 'Was in der Datei zwischen zwei Zellen einer Zeile steht.',
  'about.role.address': 'Die Spalte mit der Adresse des Empfängers. Aus jeder Zeile wird eine Nachricht.',
  'about.role.name': 'Die Spalte mit dem Namen, der vor der Adresse steht.',
  'about.role.cc':
    'Die Spalte mit Adressen, die von der Nachricht dieser Zeile eine sichtbare Kopie bekommen.',
  'about.role.bcc':
    'Die Spalte mit Adressen, die von der Nachricht dieser Zeile eine Kopie bekommen, die andere nicht sehen.',
  'about.role.files':
    'Die Spalte mit Namen von Dateien, die nur mit der Nachricht dieser Zeile gehen, durch Semikolons getrennt.',
  'about.mergeName': 'Wie dieser Seriendruck in der Liste heißt. Empfänger sehen es nicht.',
  'about.zone': 'Der Ort, nach dessen Uhr Tag und Zeit gemeint sind.',
  'about.sendDate':
    'Der Tag des Sendens, nach der Uhr der Zeitzone daneben. Sendoff muss dann laufen; was es versäumt, wartet auf Ihr Wort.',
  'about.sendTime':
    'Die Uhrzeit des Sendens, Stunden und Minuten, nach der Uhr der Zeitzone daneben. So ist die Nachricht auch datiert.',
  'about.lastDate':
    'Der letzte Tag, an dem sie noch hinausgehen darf. Danach wird nichts gesendet, und die Nachricht wartet auf Sie.',
  'about.lastTime': 'Die Uhrzeit an diesem Tag, von der an sie nicht mehr gesendet wird.',
  'about.invitation.what': 'Wie der Termin heißt, in Ihrem Kalender und in dem aller Eingeladenen.',
  'about.invitation.where':
    'Ein Raum, eine Anschrift oder der Link einer Videokonferenz. Es darf leer bleiben.',
  'about.invitation.allDay':
    'Er dauert ganze Tage und hat keine Uhrzeit: Ein Kalender zeigt ihn über dem Tag.',
  'about.invitation.day': 'Der Tag, an dem er beginnt.',
  'about.invitation.from': 'Wann er beginnt, nach der Uhr der Zeitzone darunter.',
  'about.invitation.lastDay':
    'Der Tag, an dem er endet; bei den meisten Terminen derselbe. Dieser Tag gehört noch dazu.',
  'about.invitation.until': 'Wann er endet, nach der Uhr der Zeitzone darunter.',
  'about.invitation.zone':
    'Der Ort, nach dessen Uhr die Zeiten gemeint sind. Kalender anderswo zeigen sie nach ihrer eigenen.',
  'about.invitation.description':
    'Was die Eingeladenen wissen sollen. Es steht in ihren Kalendern neben dem Termin.',
}
