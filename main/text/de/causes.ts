import type { replyCauseTexts as english } from '../en/causes.ts'
import type { Words } from './words.ts'

// What stands for {recipient}, {sender}, {domain} and {mailbox} where there is no address is a dative ("diesem
// Empfänger"): so each stands after "von", "zu", "bei" or "mit". {server} is a name, in any case.

/** Causes of a server's reply. */
export const replyCauseTexts: Words<typeof english> = {
  'cause.recipient-unknown.title': 'Das Postfach {mailbox} gibt es nicht',
  'cause.recipient-unknown.what': 'Der Server kennt niemanden mit dieser Adresse. An sie ging nichts.',
  'cause.recipient-unknown.advice': 'Berichtigen Sie die Adresse.',

  'cause.recipient-mailbox-full.title': 'Das Postfach {mailbox} ist voll',
  'cause.recipient-mailbox-full.what':
    'Für eine weitere Nachricht ist kein Platz. An diese Adresse ging nichts.',
  'cause.recipient-mailbox-full.advice':
    'Platz schaffen kann nur der Empfänger. Sagen Sie es ihm auf anderem Weg, und senden Sie später erneut.',

  'cause.recipient-disabled.title': 'Das Postfach {mailbox} nimmt keine Post mehr',
  'cause.recipient-disabled.what':
    'Das Postfach ist geschlossen, gesperrt oder umgezogen. An diese Adresse ging nichts.',
  'cause.recipient-disabled.advice':
    'Fragen Sie den Empfänger auf anderem Weg, welche Adresse er jetzt verwendet.',

  'cause.recipient-restricted.title': 'Post von Ihnen wird von {recipient} nicht angenommen',
  'cause.recipient-restricted.what':
    'Das Postfach oder die Gruppe nimmt nur Post von bestimmten Absendern, oder Ihre Adresse ist dort gesperrt.',
  'cause.recipient-restricted.advice':
    'Bitten Sie den Empfänger oder dessen Administrator, Post von {sender} zuzulassen.',

  'cause.address-invalid.title': 'Eine Adresse ist nicht richtig geschrieben',
  'cause.address-invalid.what': 'Mit {recipient} oder {sender} als Adresse konnte {server} nichts anfangen.',
  'cause.address-invalid.advice':
    'Suchen Sie in der Adresse nach Leerzeichen, fehlenden Teilen oder fremden Zeichen.',

  'cause.domain-unknown.title': 'Zu {domain} ist kein Mailserver bekannt',
  'cause.domain-unknown.what': 'Der Teil nach dem @ von {recipient} führt zu keinem Mailserver.',
  'cause.domain-unknown.advice':
    'Prüfen Sie, was nach dem @ steht. Wenn es stimmt, hat das DNS der Gegenseite eine Störung.',

  'cause.domain-no-mail.title': 'Bei {domain} wird keine Post angenommen',
  'cause.domain-no-mail.what': 'Diese Domain hat bekannt gegeben, dass sie gar keine E-Mail annimmt.',
  'cause.domain-no-mail.advice': 'Bitten Sie um eine Adresse bei einer anderen Domain.',

  'cause.sender-rejected.title': 'Post von {sender} wurde nicht angenommen',
  'cause.sender-rejected.what':
    'Der Server nimmt diese Absenderadresse nicht an oder findet ihre Domain nicht.',
  'cause.sender-rejected.advice':
    'Prüfen Sie die Absenderadresse, oder fragen Sie Ihren Anbieter nach ihrer Domain.',

  'cause.sender-not-allowed-for-login.title': 'Diese Anmeldung darf nicht von {sender} senden',
  'cause.sender-not-allowed-for-login.what':
    'Sie sind{asUser} angemeldet, und {server} erlaubt diesem Konto diese Absenderadresse nicht.',
  'cause.sender-not-allowed-for-login.advice':
    'Wählen Sie die Absenderadresse dieses Kontos, oder lassen Sie die andere von Ihrem Anbieter als Alias eintragen.',

  'cause.sender-not-verified.title': '{server} weiß noch nichts von {sender}',
  'cause.sender-not-verified.what':
    'Der Versanddienst will, dass die Adresse oder ihre Domain erst bestätigt wird.',
  'cause.sender-not-verified.advice':
    'Bestätigen Sie die Adresse oder die Domain in den Einstellungen des Dienstes, und senden Sie dann erneut.',

  'cause.relay-denied.title': '{server} gibt Post zu {domain} für Sie nicht weiter',
  'cause.relay-denied.what':
    'Meist heißt das, dass keine Anmeldung stattfand oder dass es der falsche Server ist.',
  'cause.relay-denied.advice': 'Prüfen Sie den Server für den Versand und seine Anmeldung.',

  'cause.auth-required.title': '{server} verlangt zuerst eine Anmeldung',
  'cause.auth-required.what': 'Der Server nimmt Post nur nach einer Anmeldung, und es gab keine.',
  'cause.auth-required.advice': 'Geben Sie Benutzername und Passwort für diesen Server ein.',

  'cause.auth-failed.title.token': '{server} hat die Web-Anmeldung nicht angenommen',
  'cause.auth-failed.what.token':
    'Bis zur Anmeldung ging alles gut. Der Server hat dann die Anmeldung mit dem Token{asUser} abgelehnt.',
  'cause.auth-failed.advice.token':
    'Melden Sie sich erneut an, mit dem Konto, für das der Benutzername dieses Servers steht.',
  'cause.auth-failed.title': '{server} hat Benutzername oder Passwort nicht angenommen',
  'cause.auth-failed.what':
    'Bis zur Anmeldung ging alles gut. Der Server hat dann die Anmeldung{asUser} abgelehnt.',
  'cause.auth-failed.advice':
    'Geben Sie beides erneut ein. Manche Anbieter wollen als Benutzernamen die ganze Adresse, oder ein App-Passwort.',

  'cause.auth-app-password-needed.title': '{server} verlangt ein App-Passwort',
  'cause.auth-app-password-needed.what':
    'Der Anbieter nimmt von Mailprogrammen nicht das gewöhnliche Passwort.',
  'cause.auth-app-password-needed.advice':
    'Erstellen Sie in seinen Sicherheitseinstellungen ein App-Passwort, und geben Sie es hier ein.',

  'cause.auth-oauth-needed.title': '{server} nimmt keine Passwörter mehr',
  'cause.auth-oauth-needed.what':
    'Die Anmeldung mit Passwort ist abgeschaltet; der Anbieter will seine eigene Anmeldeseite (OAuth).',
  'cause.auth-oauth-needed.advice':
    'Ein neues Passwort würde nicht helfen. Melden Sie sich auf der Seite des Anbieters an.',

  'cause.auth-smtp-disabled.title': 'Senden mit Mailprogrammen ist für dieses Konto abgeschaltet',
  'cause.auth-smtp-disabled.what':
    'Das Konto oder seine Organisation erlaubt die Anmeldung zum Senden (SMTP) nicht.',
  'cause.auth-smtp-disabled.advice':
    'Sie muss für dieses Konto eingeschaltet werden. Ein neues Passwort würde nicht helfen.',

  'cause.auth-web-login-needed.title': 'Der Anbieter will Sie zuerst im Browser sehen',
  'cause.auth-web-login-needed.what':
    'Die Anmeldung kam ihm ungewöhnlich vor, oder Bedingungen warten auf Ihre Zustimmung.',
  'cause.auth-web-login-needed.advice':
    'Melden Sie sich auf seiner Website an, bestätigen Sie, dass Sie es waren, und senden Sie dann erneut.',

  'cause.auth-method-unsupported.title': '{server} und Sendoff haben kein gemeinsames Anmeldeverfahren',
  'cause.auth-method-unsupported.what':
    'Das versuchte Anmeldeverfahren wird nicht angeboten oder ist zu schwach.',
  'cause.auth-method-unsupported.advice':
    'Prüfen Sie Port und Sicherheit des Servers; die meisten bieten die Anmeldung nur mit TLS an.',

  'cause.auth-temporarily-refused.title': '{server} lehnt Anmeldungen vorerst ab',
  'cause.auth-temporarily-refused.what':
    'Er konnte die Anmeldung nicht prüfen, oder es gab zu viele Versuche.',
  'cause.auth-temporarily-refused.advice':
    'Warten Sie eine Weile bis zum nächsten Versuch, damit das Konto nicht gesperrt wird.',

  'cause.auth-temporarily-refused.advice.your-provider':
    'Warten Sie eine Weile. Wenn es anhält, sagen Sie es Ihrem Anbieter.',

  'cause.client-ip-not-authorized.title': '{server} erlaubt diese Anmeldung nur von bestimmten Adressen',
  'cause.client-ip-not-authorized.what':
    'Die Internetadresse, von der Sie senden, steht nicht auf der Liste des Dienstes.',
  'cause.client-ip-not-authorized.advice':
    'Tragen Sie Ihre Adresse in den Einstellungen des Dienstes ein, oder heben Sie die Beschränkung auf.',

  'cause.tls-required.title': '{server} verlangt eine verschlüsselte Verbindung',
  'cause.tls-required.what': 'Post oder Passwörter werden über eine offene Verbindung nicht angenommen.',
  'cause.tls-required.advice': 'Stellen Sie für diesen Server STARTTLS oder TLS ein.',

  'cause.tls-required.advice.your-provider':
    'Der Empfänger nimmt Post nur über verschlüsselte Wege. Sagen Sie es Ihrem Anbieter.',

  'cause.tls-unavailable.title': '{server} kann gerade nicht verschlüsseln',
  'cause.tls-unavailable.what':
    'Die Verbindung ließ sich nicht verschlüsseln. Ihre Nachricht wurde nicht offen gesendet.',
  'cause.tls-unavailable.advice': 'Wenn es anhält, sagen Sie es Ihrem Anbieter.',

  'cause.message-too-large.title': 'Die Nachricht ist zu groß',
  'cause.message-too-large.what': 'Der Server oder der Empfänger nimmt keine Nachricht dieser Größe.',
  'cause.message-too-large.advice': 'Verkleinern Sie die Dateien, oder teilen Sie sie mit einem Link.',

  'cause.too-many-recipients.title': 'Zu viele Empfänger in einer Nachricht',
  'cause.too-many-recipients.what': '{server} nimmt weniger Empfänger auf einmal.',
  'cause.too-many-recipients.advice': 'Senden Sie sie in kleineren Gruppen.',

  'cause.rate-limited.title': '{server} bittet, langsamer zu senden',
  'cause.rate-limited.what':
    'In kurzer Zeit kam zu viel Post, von Ihnen, von Ihrem Server oder an dieses Postfach.',
  'cause.rate-limited.advice': 'Nichts geht verloren. Die Nachricht geht später hinaus.',

  'cause.too-many-connections.title': 'Zu viele Verbindungen sind offen',
  'cause.too-many-connections.what': '{server} erlaubt weniger Verbindungen zugleich.',
  'cause.too-many-connections.advice': 'Nichts geht verloren. Die Nachricht geht später hinaus.',

  'cause.quota-sending-exceeded.title': 'Ihre Sendegrenze ist ausgeschöpft',
  'cause.quota-sending-exceeded.what':
    'Der Anbieter lässt dieses Konto eine bestimmte Menge senden, und die ist erreicht.',
  'cause.quota-sending-exceeded.advice':
    'Warten Sie, bis die Grenze neu beginnt, meist am nächsten Tag, oder bitten Sie um eine höhere.',

  'cause.account-suspended.title': 'Das Senden ist für dieses Konto gesperrt',
  'cause.account-suspended.what': 'Der Anbieter hat das Konto gesperrt oder noch nicht freigeschaltet.',
  'cause.account-suspended.advice':
    'Melden Sie sich auf seiner Website an, um den Grund zu sehen, und bitten Sie um Freigabe.',

  'cause.greylisted.title': 'Der Server bittet, später wiederzukommen',
  'cause.greylisted.what':
    'So begrüßen viele Server einen unbekannten Absender, einmal. Der nächste Versuch kommt meist durch.',
  'cause.greylisted.advice': 'Warten Sie einfach.',

  'cause.server-busy.title': '{server} hat zu viel zu tun',
  'cause.server-busy.what': 'Dem Server fehlt Zeit oder Platz. An Ihrer Nachricht liegt es nicht.',
  'cause.server-busy.advice': 'Wenn es anhält, muss sein Betreiber handeln.',

  'cause.service-unavailable.title': 'Der Maildienst ist nicht verfügbar',
  'cause.service-unavailable.what':
    'Der Server ist außer Betrieb, schließt gerade oder hat selbst eine Störung.',
  'cause.service-unavailable.advice': 'Wenn es anhält, fragen Sie den Betreiber dieses Servers.',

  'cause.timeout.title': 'Die Verbindung war zu langsam oder riss ab',
  'cause.timeout.what': '{server} hat zu lange auf etwas gewartet und die Sitzung aufgegeben.',
  'cause.timeout.advice': 'Wenn es wieder geschieht, prüfen Sie Ihre Internetverbindung.',

  'cause.delivery-expired.title': 'Ein Server unterwegs hat aufgegeben',
  'cause.delivery-expired.what': 'Er hat es lange versucht und den Server des Empfängers nicht erreicht.',
  'cause.delivery-expired.advice': 'Prüfen Sie die Adresse, und senden Sie später erneut.',

  'cause.policy-rejected.title': 'Eine Regel des Servers hat die Nachricht aufgehalten',
  'cause.policy-rejected.what': 'Die Antwort nennt eine Regel und keinen klareren Grund.',
  'cause.policy-rejected.advice':
    'Lassen Sie den Administrator dort nachsehen, und geben Sie ihm den genauen Wortlaut des Servers.',

  'cause.spam-content.title': 'Der Server hielt die Nachricht für Spam',
  'cause.spam-content.what': 'Etwas an ihrem Inhalt oder ihren Dateien sah nach Spam aus.',
  'cause.spam-content.advice': 'Schreiben Sie sie schlichter, und entfernen Sie zweifelhafte Links.',

  'cause.attachment-blocked.title': 'Eine Datei oder ein Link wurde als gefährlich aufgehalten',
  'cause.attachment-blocked.what':
    'Der Server lässt diese Art von Datei oder Link nicht durch oder hat einen Virus gefunden.',
  'cause.attachment-blocked.advice':
    'Prüfen Sie Ihren Computer auf Viren. Wenn die Datei harmlos ist, geben Sie sie auf anderem Weg weiter.',

  'cause.ip-blocklisted.title': 'Die Internetadresse, von der Sie senden, ist gesperrt',
  'cause.ip-blocklisted.what':
    'Sie steht auf einer Sperrliste oder ist von einer Art, die nicht direkt senden darf.',
  'cause.ip-blocklisted.advice':
    'Senden Sie über den Server Ihres Anbieters. Wenn Sie das schon tun, geben Sie ihm diese Antwort.',

  'cause.domain-blocklisted.title': 'Eine Domain oder ein Link steht auf einer Sperrliste',
  'cause.domain-blocklisted.what': 'Die Domain des Absenders oder eine in der Nachricht ist eingetragen.',
  'cause.domain-blocklisted.advice':
    'Entfernen Sie den Link, oder lassen Sie die Domain von der Liste nehmen, die die Antwort nennt.',

  'cause.poor-reputation.title': 'Die Gegenseite misstraut dem sendenden Server',
  'cause.poor-reputation.what': 'Von diesem Server oder dieser Domain kam viel unerwünschte Post.',
  'cause.poor-reputation.advice':
    'Sagen Sie es Ihrem Anbieter. Es braucht einige Tage sauberer Post, bis sich das erholt.',

  'cause.spf-dkim-dmarc-failed.title': 'Dass die Post von {senderDomain} kommt, ließ sich nicht bestätigen',
  'cause.spf-dkim-dmarc-failed.what':
    'Die Prüfung der Absenderdomain (SPF, DKIM, DMARC) wurde nicht bestanden.',
  'cause.spf-dkim-dmarc-failed.advice':
    'Senden Sie über den Server, der zu {senderDomain} gehört, oder lassen Sie SPF, DKIM und DMARC dort berichtigen.',

  'cause.reverse-dns.title': 'Der sendende Server hat keinen richtigen Namen im DNS',
  'cause.reverse-dns.what':
    'Zu der Adresse, von der die Post kommt, gibt es keinen passenden Namen. Das kann nur ihr Betreiber ändern.',
  'cause.reverse-dns.advice': 'Sagen Sie es Ihrem Anbieter.',

  'cause.helo-rejected.title': 'Der Name in der Begrüßung wurde nicht angenommen',
  'cause.helo-rejected.what': 'Sendoff hat sich mit einem Namen vorgestellt, den {server} nicht mag.',
  'cause.helo-rejected.advice': 'Stellen Sie als EHLO-Namen dieses Servers einen vollen Hostnamen ein.',

  'cause.smtputf8-unsupported.title': 'Die Adresse {mailbox} hat Zeichen, die der Server nicht unterstützt',
  'cause.smtputf8-unsupported.what': 'Ein Server unterwegs nimmt nur Adressen in einfachen Buchstaben.',
  'cause.smtputf8-unsupported.advice': 'Verwenden Sie eine Adresse ohne solche Zeichen, wenn es eine gibt.',

  'cause.message-malformed.title': 'Die Nachricht ist nicht nach den Regeln gebaut',
  'cause.message-malformed.what':
    'Der Server fand eine Kopfzeile oder eine Zeile, die der Standard nicht erlaubt.',
  'cause.message-malformed.advice':
    'Schreiben Sie sie neu. Wenn es wieder geschieht, melden Sie es als Fehler von Sendoff.',

  'cause.syntax-error.title': 'Der Server hat einen Befehl nicht verstanden',
  'cause.syntax-error.what': 'Sendoff und {server} haben einander missverstanden.',
  'cause.syntax-error.advice': 'Bitte melden Sie es mit der Mitschrift. Es liegt nicht an Ihnen.',

  'cause.command-unsupported.title': 'Der Server bietet eine verlangte Funktion nicht an',
  'cause.command-unsupported.what': '{server} kennt diesen Befehl oder diese Option nicht.',
  'cause.command-unsupported.advice': 'Wählen Sie einen anderen Port oder einen anderen Server.',

  'cause.bad-sequence.title': 'Dem Server fehlte ein früherer Schritt',
  'cause.bad-sequence.what': 'Das folgt meist aus einer früheren Ablehnung.',
  'cause.bad-sequence.advice': 'Sehen Sie sich die erste Ablehnung in der Mitschrift an.',

  'cause.loop.title': 'Die Nachricht läuft im Kreis',
  'cause.loop.what':
    'Sie wurde zu oft weitergegeben, meist wegen einer Weiterleitung auf der Seite des Empfängers.',
  'cause.loop.advice': 'Sagen Sie es dem Empfänger auf anderem Weg.',

  'cause.unknown.title': 'Diese Antwort kennen wir nicht',
  'cause.unknown.what':
    'Keine unserer Regeln passt zu dem, was der Server schrieb. Sein Wortlaut steht unten.',
  'cause.unknown.advice': 'Der Wortlaut hilft vielleicht dem Betreiber dieses Servers.',
}
