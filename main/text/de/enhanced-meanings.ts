/** What enhanced status codes mean, by the code as it stands in main/diagnosis/data. */
export const enhancedMeanings: Readonly<Record<string, string>> = {
  'X.0.0': 'Mehr als „getan“, „jetzt nicht“ oder „nein“ ist nicht bekannt.',
  'X.1.0': 'Es liegt an einer Adresse in der Nachricht; Näheres wird nicht gesagt.',
  'X.1.1': 'Ein solches Postfach gibt es nicht: Der Teil der Empfängeradresse vor dem @ ist dort unbekannt.',
  'X.1.2': 'Den Teil der Empfängeradresse nach dem @ gibt es nicht, oder er nimmt keine Post.',
  'X.1.3': 'Die Empfängeradresse ist nicht in gültiger Form geschrieben.',
  'X.1.4': 'Auf die Empfängeradresse passen in jenem System mehrere Postfächer.',
  'X.1.5': 'Die Empfängeradresse wurde als gültig angenommen.',
  'X.1.6': 'Das Postfach gab es, es nimmt keine Post mehr, und eine neue Adresse wird nicht genannt.',
  'X.1.7': 'Die Absenderadresse ist nicht in gültiger Form geschrieben.',
  'X.1.8':
    'Die Domain der Absenderadresse gibt es nicht, oder sie kann keine Antworten und Rückläufer annehmen.',
  'X.1.9':
    'Die Nachricht ging an ein System, das nichts zurückmelden kann; was aus ihr wird, ist nicht bekannt (bei der Verfolgung von Nachrichten).',
  'X.1.10': 'Die Domain des Empfängers hat veröffentlicht, dass sie gar keine Post nimmt (Null-MX).',
  'X.2.0': 'Das Postfach gibt es, und etwas an ihm ist der Grund; Näheres wird nicht gesagt.',
  'X.2.1':
    'Das Postfach gibt es, doch es nimmt jetzt keine Post; endgültig, wenn es geschlossen bleibt, vorübergehend, wenn es wieder öffnet.',
  'X.2.2':
    'Das Postfach des Empfängers ist voll; der Empfänger kann Platz schaffen. Als vorübergehend gedacht, doch viele Server senden es als endgültig.',
  'X.2.3': 'Die Nachricht ist größer, als dieser eine Empfänger sie erhalten darf.',
  'X.2.4': 'Die Adresse ist eine Mailingliste, und wer darauf steht, ließ sich nicht ermitteln.',
  'X.3.0': 'Es liegt am empfangenden Mailsystem; Näheres wird nicht gesagt.',
  'X.3.1':
    'Dem empfangenden System ist der Speicherplatz ausgegangen; der einzelne Empfänger kann da vielleicht nichts tun.',
  'X.3.2':
    'Der Host nimmt keine Post: Er wird beendet, ist überlastet, wird gewartet, oder nimmt nie welche.',
  'X.3.3': 'Das empfangende System kann etwas nicht, was für die Nachricht verlangt wurde.',
  'X.3.4': 'Die Nachricht ist größer, als das System sie von irgendwem annimmt.',
  'X.3.5': 'Das System ist so eingerichtet, dass es diese Nachricht nicht annehmen kann.',
  'X.3.6': 'Angenommen, aber nicht mit dem verlangten Vorrang; der Text nennt den, der gilt (MT-PRIORITY).',
  'X.4.0': 'Eine Störung des Netzes oder des Weges, für die es keinen anderen Code gibt.',
  'X.4.1': 'Der nächste Host antwortete nicht auf den Versuch einer Verbindung.',
  'X.4.2': 'Eine Verbindung kam zustande, brach aber ab oder war zu langsam, um fertig zu werden.',
  'X.4.3':
    'Ein Verzeichnis, zum Beispiel DNS, war nicht zu erreichen; darum konnte die Nachricht nicht weiter.',
  'X.4.4':
    'Der nächste Host auf dem Weg zum Empfänger ließ sich nicht ermitteln, zum Beispiel, weil DNS keinen brauchbaren Eintrag hat.',
  'X.4.5': 'Das Mailsystem war zu beschäftigt, um die Nachricht abzuliefern.',
  'X.4.6':
    'Die Nachricht ist zu oft im Kreis gegangen. Für RFC 3463 ist das vorübergehend; Server senden es meist als endgültig.',
  'X.4.7': 'Die Nachricht wartete zu lange in einer Warteschlange, oder ihre Frist ist abgelaufen.',
  'X.5.0':
    'Eine Störung des Protokolls, für die es keinen anderen Code gibt; 2.5.0 steht auch für einen gewöhnlichen Erfolg.',
  'X.5.1': 'Ein Befehl kam zur falschen Zeit oder wird nicht unterstützt.',
  'X.5.2': 'Ein Befehl wurde nicht verstanden: falsch geschrieben oder unbekannt.',
  'X.5.3': 'Mehr Empfänger, als ein Vorgang tragen darf; die übrigen müssen in einen weiteren.',
  'X.5.4':
    'Der Befehl ist bekannt, doch seine Parameter liegen außerhalb des Erlaubten oder werden nicht unterstützt.',
  'X.5.5': 'Die beiden Seiten sprechen verschiedene Versionen des Protokolls und konnten sich nicht einigen.',
  'X.5.6':
    'Bei AUTH sandte der Client eine längere Zeile, als der Server fassen kann (zum Beispiel ein sehr langes Token).',
  'X.6.0': 'Am Inhalt lag es, dass die Nachricht nicht ans Ziel kam; Näheres wird nicht gesagt.',
  'X.6.1': 'Diese Art von Inhalt unterstützt das Protokoll oder das nächste System nicht.',
  'X.6.2': 'Der Inhalt müsste umgewandelt werden, und das ist verboten.',
  'X.6.3':
    'Der Inhalt müsste umgewandelt werden, und das System kann es nicht, zum Beispiel von 8 Bit auf 7 Bit.',
  'X.6.4':
    'Weitergegeben, doch beim Umwandeln ging etwas vom Inhalt verloren; ein Fehler, wenn der Absender solchen Verlust verbot.',
  'X.6.5': 'Eine nötige Umwandlung wurde versucht und misslang.',
  'X.6.6':
    'Der Inhalt, auf den die Nachricht verweist, ließ sich nicht von einem anderen System holen (BURL).',
  'X.6.7': 'In MAIL oder RCPT stand eine internationale Adresse, die dort nicht erlaubt ist.',
  'X.6.8':
    'Der Server braucht in seiner Antwort UTF-8, um den Namen eines Postfachs zu zeigen, und der Client erlaubte das nicht.',
  'X.6.9':
    'Nach den Daten: Eine Nachricht mit Kopfzeilen in UTF-8 kann mindestens einen Empfänger nicht erreichen.',
  'X.6.10': 'Nicht verwenden: aus Versehen zweimal eingetragen; bedeutet dasselbe wie X.6.8.',
  'X.7.0':
    'Eine Frage der Sicherheit oder einer Regel, für die es keinen anderen Code gibt oder die der Server nicht erklären will.',
  'X.7.1':
    'Der Absender darf nicht an dieses Ziel senden, nach einer Regel des Hosts oder des Empfängers. In der Praxis steht es für alle Arten von Regeln, Spam und verweigerter Weitergabe.',
  'X.7.2': 'Der Absender darf nicht an diese Mailingliste schreiben.',
  'X.7.3':
    'Die Nachricht müsste von einer gesicherten Form in eine andere gebracht werden, und das ist nicht möglich.',
  'X.7.4': 'Eine verlangte Sicherheitsfunktion, zum Beispiel ein Anmeldeverfahren, wird nicht unterstützt.',
  'X.7.5':
    'Eine Signatur oder Verschlüsselung ließ sich nicht verarbeiten, weil ein Schlüssel oder dergleichen fehlte oder ungültig war.',
  'X.7.6': 'Das nötige kryptografische Verfahren wird nicht unterstützt.',
  'X.7.7':
    'Die Nachricht wurde unterwegs verändert oder beschädigt, soweit eine Prüfung das feststellen konnte.',
  'X.7.8':
    'Die Anmeldung misslang: Benutzername oder Passwort (oder Token) falsch oder nicht ausreichend; der Benutzer ist nach neuen zu fragen.',
  'X.7.9':
    'Das Anmeldeverfahren ist schwächer, als der Server für diesen Benutzer erlaubt; ein anderes ist zu versuchen.',
  'X.7.10': 'Bevor dieses Anmeldeverfahren verwendet werden darf, ist eine verschlüsselte Verbindung nötig.',
  'X.7.11': 'Dieses Anmeldeverfahren ist nur über eine verschlüsselte Verbindung erlaubt (veraltet).',
  'X.7.12': 'Das Konto muss sich zuerst einmal mit PLAIN anmelden, damit das gewählte Verfahren danach geht.',
  'X.7.13':
    'Die Anmeldung war richtig, doch der Administrator hat das Konto abgeschaltet; nur er kann helfen.',
  'X.7.14':
    'Um den Inhalt zu holen, müsste der Server für den Versand mit einem anderen Server eine Vereinbarung haben (BURL); steht dafür anstelle von X.7.8.',
  'X.7.15': 'Der Vorrang der Nachricht ist geringer, als der Server annimmt, vielleicht nur vorerst.',
  'X.7.16': 'Die Nachricht ist für ihren Vorrang zu groß, vielleicht nur vorerst.',
  'X.7.17': 'Das Postfach gehört seit einem späteren Tag, als der Absender verlangt, jemand anderem (RRVS).',
  'X.7.18':
    'Die Domain des Empfängers gehört seit einem späteren Tag, als der Absender verlangt, jemand anderem (RRVS).',
  'X.7.19': 'Der Server kann nicht sagen, seit wann das Postfach seinem Inhaber gehört (RRVS).',
  'X.7.20': 'Keine DKIM-Signatur der Nachricht bestand die Prüfung.',
  'X.7.21': 'Eine DKIM-Signatur bestand die Prüfung, aber keine, die der Empfänger annimmt.',
  'X.7.22': 'DKIM-Signaturen bestanden die Prüfung, doch keine gehört zur Domain in der Kopfzeile „From“.',
  'X.7.23':
    'Die Domain des Absenders erlaubt dem sendenden Server nicht, für sie zu senden (SPF ergibt „fail“).',
  'X.7.24':
    'SPF ließ sich nicht auswerten: ein vorübergehender oder bleibender Fehler der Abfrage oder des Eintrags.',
  'X.7.25':
    'Die sendende IP-Adresse hat keinen Namen im Reverse DNS, oder Name und Adresse passen nicht zueinander.',
  'X.7.26': 'Mehr als eine der Prüfungen des Absenders (etwa SPF und DKIM) ist gescheitert.',
  'X.7.27':
    'Die Domain des Absenders hat veröffentlicht, dass sie keine Post nimmt; ein Rückläufer könnte nicht zurück.',
  'X.7.28': 'Die Nachricht sieht aus wie eine aus einer Flut von gleichartigem Missbrauch.',
  'X.7.29': 'Die Kette der Siegel, die beim Weiterleiten entsteht (ARC), bestand die Prüfung nicht.',
  'X.7.30':
    'Die Nachricht verlangt TLS auf dem ganzen Weg (REQUIRETLS), und kein nächster Server bietet das.',
  'X.1.351': 'Microsoft 365: Der Server der Gegenseite sagte, dass es den Empfänger nicht gibt.',
  'X.2.252':
    'Microsoft 365 und Outlook.com: Das angemeldete Konto darf nicht mit diesem Absender („From“) senden.',
  'X.4.8': 'Über IPv6 nicht angenommen; über IPv4 darf es erneut versucht werden. Nur ein Internet-Draft.',
  'X.4.14': 'Microsoft 365: Die Nachricht ging zu oft im Kreis.',
  'X.4.312': 'Microsoft 365: aufgegeben, weil sich die Domain des Empfängers nicht nachschlagen ließ.',
  'X.4.316': 'Microsoft 365: aufgegeben, weil der Server des Empfängers Verbindungen abwies.',
  'X.7.32': 'Gmail: Die Domain in „From“ passt weder zur Domain von SPF noch zu der von DKIM.',
  'X.7.57': 'Exchange und Microsoft 365: Die Anmeldung fehlt; ohne sie darf niemand senden.',
  'X.7.60': 'Exchange und Microsoft 365: Das angemeldete Konto darf diese Absenderadresse nicht verwenden.',
  'X.7.139':
    'Microsoft 365 und Outlook.com: Die Anmeldung über SMTP oder die mit Passwort ist abgeschaltet, oder das Passwort ist falsch; der Text sagt, was davon.',
  'X.7.500-X.7.699': 'Microsoft 365, Klasse 4: Die sendende IP-Adresse ist eine Zeit lang eingeschränkt.',
  'X.7.509':
    'Microsoft 365 und Outlook.com: Die Domain in „From“ besteht DMARC nicht, und ihr Inhaber verlangt dann die Ablehnung.',
  'X.7.511':
    'Microsoft 365: Die sendende IP-Adresse ist gesperrt; aufgehoben wird das auf eine E-Mail an die Adresse in der Antwort.',
  'X.7.515': 'Outlook.com: Absender großer Mengen ohne ordentliches SPF, DKIM und DMARC.',
  'X.7.606-X.7.649':
    'Microsoft 365: Die sendende IP-Adresse ist gesperrt; aufgehoben wird das im Portal für Streichungen.',
  'X.7.650': 'Outlook.com: gedrosselt wegen des Rufs der sendenden IP-Adresse.',
  'X.7.703':
    'Microsoft 365: Die eigene Organisation des Absenders sperrt diesen Empfänger (Liste der erlaubten und gesperrten Adressen des Mandanten).',
  'X.7.705':
    'Microsoft 365: Die Organisation des Absenders hat zu viel Spam oder Massenpost gesendet und ist gesperrt.',
  'X.7.708': 'Microsoft 365: Die sendende IP-Adresse oder der neue Mandant hat einen schlechten Ruf.',
}
