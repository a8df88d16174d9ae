import type { faultCauseTexts as english } from '../en/faults.ts'
import type { Words } from './words.ts'

// Texts for what no reply explains: look-up, connection, TLS, certificate, this computer.

export const faultCauseTexts: Words<typeof english> = {
  'cause.network-name-not-found.title': 'Einen Server namens {host} gibt es nicht',
  'cause.network-name-not-found.what':
    'Der Name war im DNS nicht zu finden. Keine Verbindung wurde geöffnet.',
  'cause.network-name-not-found.advice': 'Prüfen Sie den Hostnamen dieses Servers.',

  'cause.network-lookup-failed.title': 'Der Name {host} ließ sich nicht nachschlagen',
  'cause.network-lookup-failed.what': 'Der Namensdienst antwortete nicht. Keine Verbindung wurde geöffnet.',
  'cause.network-lookup-failed.advice': 'Wenn es anhält, prüfen Sie Ihre Internetverbindung.',

  'cause.network-offline.title': 'Dieser Computer ist nicht verbunden',
  'cause.network-offline.what': 'Es gibt keinen Weg ins Netz. Keine Verbindung wurde geöffnet.',
  'cause.network-offline.advice': 'Sie geht hinaus, wenn das Netz wieder da ist.',

  'cause.network-refused.title': '{host} nimmt an Port {port} keine Verbindungen an',
  'cause.network-refused.what': 'Der Computer ist da und hat die Verbindung abgewiesen, bevor ein Wort fiel.',
  'cause.network-refused.advice': 'Prüfen Sie Host und Port dieses Servers.',

  'cause.network-port-blocked.title': 'Dieses Netz lässt an Port {port} keine Post durch',
  'cause.network-port-blocked.what':
    'Port {otherPort} von {host} antwortet von hier aus, Port {port} nicht. Dort wurde keine Verbindung geöffnet.',
  'cause.network-port-blocked.advice':
    'Wählen Sie für diesen Server den Port, der antwortet, oder verwenden Sie ein anderes Netz.',

  'cause.network-captive-portal.title': 'Dieses Netz verlangt zuerst eine Anmeldung',
  'cause.network-captive-portal.what':
    'Statt {host} antwortete eine Webseite. Nichts wurde gesendet, auch kein Passwort.',
  'cause.network-captive-portal.advice':
    'Öffnen Sie eine Webseite, melden Sie sich am Netz an, und senden Sie dann.',

  'cause.network-port-redirected.title': 'Statt {host} antwortet ein anderer Server',
  'cause.network-port-redirected.what':
    'Dieses Netz leitet Port {port} zu einem eigenen Server um. Nichts wurde gesendet, auch kein Passwort.',
  'cause.network-port-redirected.advice':
    'Verwenden Sie für diesen Server Port 587 oder 465, oder ein anderes Netz.',

  'cause.tls-spoken-first.title': 'Port {port} von {host} spricht von Anfang an TLS',
  'cause.tls-spoken-first.what': 'Er wurde ohne TLS angesprochen. Nichts wurde gesendet, auch kein Passwort.',
  'cause.tls-spoken-first.advice': 'Wählen Sie für diesen Server TLS, oder den Port für STARTTLS, meist 587.',

  'cause.tls-old-protocol.title': '{host} kennt nur veraltete Verschlüsselung',
  'cause.tls-old-protocol.what':
    'Er bietet keine Version von TLS an, die noch sicher ist. Ihre Nachricht wurde nicht offen gesendet.',
  'cause.tls-old-protocol.advice': 'Bitten Sie Ihren Anbieter, TLS 1.2 oder neuer einzuschalten.',

  'cause.tls-offer-blanked.title': 'Etwas auf dem Weg verbirgt die Verschlüsselung von {host}',
  'cause.tls-offer-blanked.what':
    'Das Angebot der Verschlüsselung war überschrieben, bevor es hier ankam. Nichts wurde offen gesendet.',
  'cause.tls-offer-blanked.advice':
    'Wählen Sie TLS an Port 465, oder ein anderes Netz. So etwas tun Firewalls und Virenscanner.',

  'cause.certificate-self-signed.title': 'Das Zertifikat von {host} bürgt nur für sich selbst',
  'cause.certificate-self-signed.what':
    'Niemand sonst hat es unterschrieben. Nichts wurde gesendet, auch kein Passwort.',
  'cause.certificate-self-signed.advice':
    'Fragen Sie Ihren Anbieter nach dem Fingerabdruck, bevor Sie ihm vertrauen.',

  'cause.certificate-scanner.title': 'Ein Virenscanner steht zwischen Ihnen und {host}',
  'cause.certificate-scanner.what':
    'Das Zertifikat kommt von ihm, nicht vom Server. Nichts wurde gesendet, auch kein Passwort.',
  'cause.certificate-scanner.advice':
    'Schalten Sie seine Prüfung ausgehender Post ab, oder vertrauen Sie seinem Zertifikat für diesen Server.',

  'cause.network-unreachable.title': '{host} ist nicht zu erreichen',
  'cause.network-unreachable.what':
    'Das Netz kennt keinen Weg zu dieser Adresse. Keine Verbindung wurde geöffnet.',
  'cause.network-unreachable.advice': 'Wenn es anhält, prüfen Sie Ihre Internetverbindung.',

  'cause.network-timeout.title': '{host} antwortete an Port {port} nicht',
  'cause.network-timeout.what':
    'Es kam nicht rechtzeitig eine Verbindung zustande. Vielleicht sperrt ein Netz auf dem Weg diesen Port.',
  'cause.network-timeout.advice':
    'Wenn es anhält, prüfen Sie Host und Port, oder versuchen Sie ein anderes Netz.',

  'cause.network-closed.title': 'Die Verbindung zu {host} riss ab',
  'cause.network-closed.what':
    'Sie endete, bevor die Nachricht übergeben war. Aus diesem Versuch hat sie niemand.',
  'cause.network-closed.advice': 'Wenn es anhält, prüfen Sie Ihre Internetverbindung.',

  'cause.network-failed.title': 'Zu {host} kam keine Verbindung zustande',
  'cause.network-failed.what': 'Das Netz nannte einen eigenen Grund, der unten steht.',
  'cause.network-failed.advice': 'Wenn es anhält, prüfen Sie Host, Port und Ihre Internetverbindung.',

  'cause.proxy-unreachable.title': 'Der Proxy {proxy} ist nicht zu erreichen',
  'cause.proxy-unreachable.what':
    'Der Weg zu {host} führt über ihn. Der Server wurde nicht gefragt, und nichts wurde gesendet.',
  'cause.proxy-unreachable.advice': 'Prüfen Sie Host und Port des Proxys in den Einstellungen des Servers.',

  'cause.proxy-sign-in.title': 'Der Proxy {proxy} hat die Anmeldung abgelehnt',
  'cause.proxy-sign-in.what':
    'Es ist der Proxy, der einen eigenen Benutzernamen und ein eigenes Passwort will; {host} wurde nicht gefragt und bekam nichts.',
  'cause.proxy-sign-in.advice':
    'Prüfen Sie Benutzername und Passwort des Proxys in den Einstellungen des Servers.',

  'cause.proxy-refused.title': 'Der Proxy {proxy} hat keine Verbindung zu {host} geöffnet',
  'cause.proxy-refused.what':
    'Er war erreichbar und ließ diese Verbindung nicht durch. An den Server ging nichts.',
  'cause.proxy-refused.advice': 'Fragen Sie den Betreiber des Proxys, ob er an Port {port} Post durchlässt.',

  'cause.proxy-fault.title': 'Der Proxy {proxy} antwortet nicht wie einer',
  'cause.proxy-fault.what':
    'Was zurückkam, ist keine Antwort auf die Bitte um eine Verbindung. {host} wurde nicht gefragt, und nichts wurde gesendet.',
  'cause.proxy-fault.advice': 'Prüfen Sie Art, Host und Port des Proxys in den Einstellungen des Servers.',

  'cause.reply-timeout.title': '{host} hat aufgehört zu antworten',
  'cause.reply-timeout.what':
    'Die Antwort auf diesen Befehl kam nicht rechtzeitig. Die Verbindung wurde geschlossen; aus diesem Versuch hat niemand die Nachricht.',
  'cause.reply-timeout.advice': 'Wenn es anhält, fragen Sie den Betreiber dieses Servers.',

  'cause.tls-failed.title': 'Zu {host} kam keine verschlüsselte Verbindung zustande',
  'cause.tls-failed.what':
    'Die beiden Seiten konnten sich nicht auf eine Verschlüsselung einigen. Ihre Nachricht wurde nicht offen gesendet.',
  'cause.tls-failed.advice':
    'Wenn es anhält, prüfen Sie Sicherheit und Port dieses Servers, oder sagen Sie es Ihrem Anbieter.',

  'cause.tls-not-spoken.title': 'Port {port} von {host} spricht nicht von Anfang an TLS',
  'cause.tls-not-spoken.what': 'Zurück kam etwas anderes als TLS. Ihre Nachricht wurde nicht offen gesendet.',
  'cause.tls-not-spoken.advice': 'Wählen Sie für diesen Server STARTTLS, oder den Port für TLS, meist 465.',

  'cause.tls-not-offered.title': '{host} bietet keine Verschlüsselung an',
  'cause.tls-not-offered.what':
    'Für diesen Server ist STARTTLS eingestellt, und es wurde nicht angeboten. Nichts wurde offen gesendet.',
  'cause.tls-not-offered.advice':
    'Versuchen Sie TLS an Port 465, oder fragen Sie Ihren Anbieter nach den richtigen Einstellungen.',

  'cause.certificate-wrong-name.title': 'Das Zertifikat gilt nicht für {host}',
  'cause.certificate-wrong-name.what':
    'Ein anderer Name steht darin. Nichts wurde gesendet, auch kein Passwort.',
  'cause.certificate-wrong-name.advice':
    'Vergleichen Sie den Hostnamen dieses Servers mit dem, den Ihr Anbieter nennt.',

  'cause.certificate-expired.title': 'Das Zertifikat von {host} ist abgelaufen',
  'cause.certificate-expired.what': 'Sein letzter Tag ist vorbei. Nichts wurde gesendet, auch kein Passwort.',
  'cause.certificate-expired.advice': 'Sagen Sie es Ihrem Anbieter, und prüfen Sie die Uhr dieses Computers.',

  'cause.certificate-not-yet-valid.title': 'Das Zertifikat von {host} ist noch nicht gültig',
  'cause.certificate-not-yet-valid.what':
    'Sein erster Tag kommt erst noch. Nichts wurde gesendet, auch kein Passwort.',
  'cause.certificate-not-yet-valid.advice':
    'Prüfen Sie die Uhr dieses Computers, und sagen Sie es dann Ihrem Anbieter.',

  'cause.certificate-untrusted.title': 'Niemand Bekanntes bürgt für das Zertifikat von {host}',
  'cause.certificate-untrusted.what':
    'Es ist von sich selbst oder von einem Aussteller unterschrieben, den dieser Computer nicht kennt. Nichts wurde gesendet, auch kein Passwort.',
  'cause.certificate-untrusted.advice':
    'Prüfen Sie den Hostnamen. Fragen Sie Ihren Anbieter nach dem Fingerabdruck, bevor Sie ihm vertrauen.',

  'cause.certificate-pin-changed.title': '{host} zeigt ein anderes Zertifikat als das, dem Sie vertrauen',
  'cause.certificate-pin-changed.what':
    'Es ist ein anderer Schlüssel. Nichts wurde gesendet, auch kein Passwort.',
  'cause.certificate-pin-changed.advice': 'Fragen Sie Ihren Anbieter, ob der Schlüssel gewechselt wurde.',

  'cause.certificate-invalid.title': 'Das Zertifikat von {host} besteht die Prüfung nicht',
  'cause.certificate-invalid.what': 'Es ließ sich nicht prüfen. Nichts wurde gesendet, auch kein Passwort.',
  'cause.certificate-invalid.advice': 'Geben Sie Ihrem Anbieter den Grund, der unten steht.',

  'cause.protocol-fault.title': '{host} antwortete etwas, das keine Antwort eines Mailservers ist',
  'cause.protocol-fault.what':
    'Die Verbindung wurde geschlossen, denn niemand konnte sagen, was die Antwort bedeutet.',
  'cause.protocol-fault.advice':
    'Wenn es anhält, prüfen Sie Host und Port; vielleicht antwortet dort ein anderer Dienst.',

  'cause.local-address.title': 'An eine Adresse lässt sich nicht senden',
  'cause.local-address.what': 'Sendoff hat sie abgelehnt, bevor etwas gesendet wurde.',
  'cause.local-address.advice': 'Berichtigen Sie die Adresse.',

  'cause.local-smtputf8.title': '{server} nimmt nur Adressen in einfachen Buchstaben',
  'cause.local-smtputf8.what':
    'Eine Adresse hat Zeichen, deren Beförderung dieser Server nicht anbietet. Sendoff hat sie abgelehnt, bevor etwas gesendet wurde.',
  'cause.local-smtputf8.advice': 'Verwenden Sie eine Adresse ohne solche Zeichen, oder einen anderen Server.',

  'cause.local-size.title': 'Die Nachricht ist größer, als {server} annimmt',
  'cause.local-size.what':
    'Der Server hat seine Grenze genannt. Sendoff hat abgelehnt, bevor etwas gesendet wurde.',
  'cause.local-size.advice': 'Verkleinern Sie die Dateien, oder teilen Sie sie mit einem Link.',

  'cause.local-eight-bit.title': '{server} kann diese Nachricht so nicht annehmen',
  'cause.local-eight-bit.what':
    'Sie enthält Daten, deren Beförderung dieser Server nicht anbietet. Sendoff hat abgelehnt, bevor etwas gesendet wurde.',
  'cause.local-eight-bit.advice': 'Bearbeiten Sie die Nachricht, oder verwenden Sie einen anderen Server.',

  'cause.local-sign-in-unprotected.title': 'Das Passwort wurde nicht über eine offene Verbindung gesendet',
  'cause.local-sign-in-unprotected.what':
    'Die Verbindung zu {host} ist nicht verschlüsselt, deshalb hat Sendoff sich nicht angemeldet.',
  'cause.local-sign-in-unprotected.advice': 'Stellen Sie für diesen Server STARTTLS oder TLS ein.',

  'cause.local-no-mechanism.title': '{server} und Sendoff haben kein gemeinsames Anmeldeverfahren',
  'cause.local-no-mechanism.what':
    'Keines der Verfahren, die der Server anbietet, lässt sich verwenden. Kein Passwort wurde gesendet.',
  'cause.local-no-mechanism.advice':
    'Prüfen Sie Port und Sicherheit des Servers; die meisten bieten die Anmeldung nur mit TLS an.',

  'cause.local-password-missing.title': 'Für {server} gibt es kein Passwort',
  'cause.local-password-missing.what':
    'Es ist nicht gespeichert oder galt nur für eine frühere Sitzung. Keine Verbindung wurde geöffnet.',
  'cause.local-password-missing.advice': 'Geben Sie das Passwort ein; was darauf wartet, geht dann hinaus.',

  'cause.keychain-closed.title': 'Der Schlüsselbund gab das Geheimnis für {server} nicht her',
  'cause.keychain-closed.what':
    'Der Schlüsselbund dieses Computers ist gesperrt oder antwortet nicht. Keine Verbindung wurde geöffnet, und nichts wurde abgelehnt.',
  'cause.keychain-closed.advice':
    'Entsperren Sie ihn, und wählen Sie dann „Schlüsselbund erneut versuchen“; was auf {server} wartet, geht dann hinaus.',

  'cause.oauth-sign-in-needed.title': 'Die Web-Anmeldung für {server} ist erneut nötig',
  'cause.oauth-sign-in-needed.what':
    'Es gibt kein Token, das verwendet werden darf: Es wurde zurückgenommen, ist abgelaufen, oder noch hat sich niemand angemeldet. Nichts wurde gesendet.',
  'cause.oauth-sign-in-needed.advice':
    'Melden Sie sich auf der Seite des Anbieters an; was darauf wartet, geht dann hinaus.',

  'cause.oauth-unreachable.title': 'Der Anmeldedienst für {server} war nicht zu erreichen',
  'cause.oauth-unreachable.what':
    'Das Token muss dort zuerst erneuert werden. Zu {host} wurde keine Verbindung geöffnet.',
  'cause.oauth-unreachable.advice': 'Sie geht hinaus, wenn der Dienst wieder da ist.',

  'cause.local-file.title': 'Die gespeicherte Nachricht ist nicht lesbar',
  'cause.local-file.what':
    'Ihre Datei ist fort oder wurde seit dem Einreihen verändert. Nichts wurde gesendet.',
  'cause.local-file.advice': 'Bearbeiten Sie die Nachricht, und senden Sie sie erneut.',

  'cause.local-mailbox.title': 'In das Maildir von {domain} ließ sich nicht schreiben',
  'cause.local-mailbox.what':
    'Die Nachricht bleibt auf diesem Computer, und im Ordner blieb nichts Halbes zurück.',
  'cause.local-mailbox.advice':
    'Prüfen Sie den Ordner und seinen freien Platz. Seine Regel steht unter „Server“, „Wege“.',

  'cause.local-cancelled.title': 'Dieser Versuch wurde beendet, bevor er durch war',
  'cause.local-cancelled.what':
    'Er wurde von dieser Seite abgebrochen, und die Nachricht wurde dabei nicht übergeben.',
  'cause.local-cancelled.advice': 'Senden Sie sie erneut, wann Sie mögen.',

  'cause.local-refused.title': 'Sendoff hat diese Nachricht nicht gesendet',
  'cause.local-refused.what':
    'Etwas darin lässt sich nicht senden; der Grund steht unten. Nichts wurde gesendet.',
  'cause.local-refused.advice': 'Bearbeiten Sie die Nachricht.',

  'cause.unconfirmed.title': 'Vielleicht ist sie angekommen. Von hier aus kann das niemand wissen',
  'cause.unconfirmed.what': 'Die ganze Nachricht war geschrieben. Danach kam keine Antwort von {host}.',
  'cause.unconfirmed.advice':
    'Sendoff sendet sie nicht von selbst erneut. Fragen Sie den Empfänger, oder lassen Sie im Protokoll des Servers nach der Message-ID suchen.',
  'cause.local-policy.title': 'Ihr Administrator erlaubt diesen Weg des Sendens nicht',
  'cause.local-policy.what':
    'Die Richtlinie dieses Computers verbietet ihn; der Grund steht unten. Keine Verbindung wurde geöffnet.',
  'cause.local-policy.advice': 'Wählen Sie einen anderen Server, oder fragen Sie Ihren Administrator.',
}
