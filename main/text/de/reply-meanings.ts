/** What reply codes mean, by the code as it stands in main/diagnosis/data. */
export const replyMeanings: Readonly<Record<string, string>> = {
  '211': 'Auskunft über den Zustand, oder eine Antwort auf HELP.',
  '214': 'Hilfetext, für Menschen gedacht.',
  '220': 'Der Server grüßt und ist bereit; nach STARTTLS: bereit, mit TLS zu beginnen.',
  '221': 'Der Server verabschiedet sich und schließt die Verbindung.',
  '235': 'Die Anmeldung ist gelungen.',
  '250':
    'Der Befehl ist ausgeführt. Nach dem Ende der Daten heißt es, dass der Server die Verantwortung für die Nachricht übernommen hat.',
  '251':
    'Der Benutzer ist anderswo, und der Server leitet die Nachricht selbst weiter. Auch eine gute Antwort auf ETRN.',
  '252':
    'Der Server kann oder will die Adresse nicht prüfen, würde die Nachricht aber annehmen. Auch eine gute Antwort auf ETRN.',
  '253': 'Antwort auf ETRN: Wartende Nachrichten gehen jetzt hinaus.',
  '334':
    'Der Server schickt eine Aufforderung oder eine leere Zeile und wartet auf den nächsten Schritt der Anmeldung.',
  '354': 'Der Server wartet auf die Nachricht; sie endet mit einer Zeile, in der nur ein Punkt steht.',
  '421':
    'Der Server muss die Verbindung jetzt schließen: Er wird beendet, ist überlastet, hat zu lange gewartet, eine Grenze ist erreicht, oder er hat einen Verdacht. Kann auf jeden Befehl folgen.',
  '422':
    'Bei der IANA neben 432 für X.7.12 genannt. Manche Hosts senden es stattdessen für ein volles Postfach.',
  '424': 'Ein Alias oder eine Liste ließ sich vorerst nicht auflösen.',
  '426': 'Eine Verbindung brach ab, oder ihre Zeit lief ab.',
  '430': 'Bei der IANA nur als Grundcode genannt, der X.5.1 (Befehl ungültig) tragen kann.',
  '432':
    'Der Benutzer muss sich einmal mit PLAIN anmelden, bevor das gewählte Verfahren geht. Microsoft 365 meint damit etwas anderes: zu viele Übergaben zugleich.',
  '435':
    'Die Anmeldung ließ sich gerade nicht prüfen, oder beim Prüfen kam es zu einem Fehler im Inneren des Servers.',
  '441':
    'Eine Warteschlange vermerkt, dass sie den nächsten Server nicht erreichte; steht in Berichten und wird von jenem Server nicht als Antwort gesendet.',
  '442':
    'Eine Warteschlange vermerkt, dass die Verbindung abbrach; steht in Rückläufern und wird nicht als Antwort gesendet.',
  '450':
    'Das Postfach ist vorerst besetzt oder gesperrt, oft wegen einer Regel oder wegen Greylisting. Auch: ATRN wurde abgelehnt.',
  '451': 'Der Server hörte wegen eines Fehlers auf seiner Seite auf. Weithin auch für Greylisting verwendet.',
  '452': 'Dem Server fehlt Speicherplatz, oder die Nachricht hat mehr Empfänger, als er auf einmal annimmt.',
  '453': 'Antwort auf ATRN: Es wartet keine Post. Die IANA verbindet es auch mit X.3.2.',
  '454':
    'Nach STARTTLS: TLS steht vorübergehend nicht zur Verfügung. Nach AUTH: Die Anmeldung misslang aus einem vorübergehenden Grund.',
  '455': 'Der Server kennt einen Parameter von MAIL oder RCPT, kann ihn zurzeit aber nicht erfüllen.',
  '458': 'Antwort auf ETRN: Das Abarbeiten der Warteschlange konnte nicht beginnen.',
  '459': 'Antwort auf ETRN: Dieser Name ist nicht erlaubt; den Grund nennt der Text.',
  '498': 'Ein Gateway fand für die Domain keinen Mailserver.',
  '500': 'Formfehler, unbekannter Befehl, oder eine zu lange Zeile.',
  '501':
    'Der Befehl ist bekannt, seine Parameter sind falsch; nach AUTH auch: Die Antwort ließ sich nicht entziffern, oder der Client brach ab.',
  '502': 'Der Server weiß von dem Befehl, bietet ihn aber nicht an.',
  '503': 'Ein Befehl kam zur falschen Zeit, zum Beispiel RCPT vor MAIL.',
  '504': 'Ein Parameter wird nicht unterstützt; nach AUTH: Das Anmeldeverfahren wird nicht unterstützt.',
  '505': 'Das Postfach ist gesperrt.',
  '521':
    'Dieser Host nimmt nie Post und schließt die Verbindung. Manche Server beenden damit eine Sitzung auf der Stelle.',
  '522': 'Das Postfach hat mehr belegt, als ihm zusteht.',
  '523': 'Grundcode, den die IANA mit X.7.10 verbindet: Verschlüsselung ist nötig.',
  '524':
    'Grundcode, den die IANA mit X.7.11 verbindet; OpenSMTPD verwendet 524 5.2.4, wenn sich ein Alias nicht auflösen lässt.',
  '525': 'Grundcode, den die IANA mit X.7.13 verbindet: Das Konto ist abgeschaltet.',
  '530':
    'Der Server will eine Anmeldung oder STARTTLS, bevor es weitergeht. Außer EHLO, NOOP, STARTTLS und QUIT kann jeder Befehl diese Antwort bekommen.',
  '533':
    'Die IANA verbindet es mit X.7.1. Exim sendet es für ein Postfach mit internationalem Namen, das der nächste Server nicht annehmen kann.',
  '534':
    'Das Verfahren ist schwächer, als für diesen Benutzer erlaubt ist. Gmail verwendet es, wenn ein App-Passwort oder die Anmeldung im Browser nötig ist.',
  '535': 'Benutzername, Passwort oder Token wird nicht angenommen.',
  '538': 'Das Verfahren ist nur über TLS erlaubt (veraltet).',
  '541': 'Die Domain des Empfängers lehnt die Nachricht ab.',
  '542': 'Das Mail-Gateway des Empfängers lehnt die Nachricht ab.',
  '550':
    'Kein solches Postfach, kein Zugang, oder wegen einer Regel abgelehnt: Das entscheiden der Text und der erweiterte Code.',
  '551':
    'Der Benutzer ist nicht hier; der Text nennt vielleicht die richtige Adresse. Fastmail und andere verwenden es für einen abgelehnten Absender.',
  '552':
    'Das Postfach ist voll, oder die Nachricht ist zu groß; alte Server meinen damit auch zu viele Empfänger.',
  '553':
    'Die Adresse ist nicht erlaubt oder falsch geschrieben; oft: Mit dieser Anmeldung ist dieser Absender nicht erlaubt, oder der Server reicht für Fremde nichts weiter.',
  '554':
    'Der Vorgang ist gescheitert; als Begrüßung: Hier gibt es keinen Maildienst. Weithin für Regeln, Spam und Sperrlisten verwendet.',
  '555': 'Ein Parameter von MAIL FROM oder RCPT TO ist unbekannt oder wird nicht angeboten.',
  '556': 'Die Domain des Empfängers nimmt keine Post (Null-MX).',
  '571':
    'Die Nachricht wird abgelehnt: als Spam, weil der Reverse-DNS-Eintrag fehlt, oder weil sie DMARC nicht besteht.',
  '585': 'Die Adresse des Empfängers wird abgelehnt.',
  '591': 'Der sendende Host steht auf einer Sperrliste.',
}
