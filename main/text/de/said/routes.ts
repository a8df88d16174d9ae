import type { Said } from './said.ts'

/** Routes and what came on the way. */
export const routes: Said = [
  ['No outgoing server is set.', 'Kein Server für den Versand ist eingestellt.'],
  ['The server of this rule is not there any more.', 'Den Server dieser Regel gibt es nicht mehr.'],
  ['No mail exchanger of {1} has an address.', 'Kein Mail-Exchanger von {1} hat eine Adresse.'],
  [
    'The domain {1} announces that it takes no mail (null MX, 5.1.10).',
    'Die Domain {1} gibt bekannt, dass sie keine Post annimmt (Null-MX, 5.1.10).',
  ],
  ['The domain {1} does not exist.', 'Die Domain {1} gibt es nicht.'],
  [
    'The domain {1} has neither a mail exchanger nor an address.',
    'Die Domain {1} hat weder einen Mail-Exchanger noch eine Adresse.',
  ],
  [
    'The mail exchanger {1} of {2} is this computer itself.',
    'Der Mail-Exchanger {1} von {2} ist dieser Computer selbst.',
  ],
  [
    'The mail exchangers of {1} could not be looked up ({2}).',
    'Die Mail-Exchanger von {1} ließen sich nicht nachschlagen ({2}).',
  ],
  [
    'The mail exchanger {1} of {2} could not be looked up ({3}).',
    'Der Mail-Exchanger {1} von {2} ließ sich nicht nachschlagen ({3}).',
  ],
  [
    'The addresses of {1} could not be looked up ({2}).',
    'Die Adressen von {1} ließen sich nicht nachschlagen ({2}).',
  ],
  ['{1} could not be looked up ({2}).', '{1} ließ sich nicht nachschlagen ({2}).'],
  ['{1} is no domain that can be looked up.', '{1} ist keine Domain, die sich nachschlagen lässt.'],
  [
    'Choose a server: the one of this rule is not there any more.',
    'Wählen Sie einen Server: Den dieser Regel gibt es nicht mehr.',
  ],
  ['Two rules have the same id.', 'Zwei Regeln haben dieselbe Kennung.'],
  [
    'A domain is missing: example.org, *.example.org for what is under it, or *.',
    'Eine Domain fehlt: example.org, *.example.org für alles darunter, oder *.',
  ],
  [
    'A folder is missing: the Maildir, for example /home/marit/Maildir.',
    'Ein Ordner fehlt: das Maildir, zum Beispiel /home/marit/Maildir.',
  ],
  ['Nothing is under an address in brackets.', 'Unter einer Adresse in Klammern gibt es nichts.'],
  ["The folder's path contains {1}.", 'Der Pfad des Ordners enthält {1}.'],
  [
    '“{1}” begins with a dot; write *{2} for what is under it.',
    '„{1}“ beginnt mit einem Punkt; schreiben Sie *{2} für alles darunter.',
  ],
  [
    '“{1}” has a * inside; it stands alone, or as *. before a domain.',
    'In „{1}“ steht ein *; es steht allein oder als *. vor einer Domain.',
  ],
  [
    '“{1}” has an @ sign; a rule is for what stands behind it.',
    'In „{1}“ steht ein @; eine Regel gilt für das, was dahinter steht.',
  ],
  [
    '“{1}” is not a domain that mail can be sent to.',
    '„{1}“ ist keine Domain, an die sich Post senden lässt.',
  ],
  [
    '“{1}” is not a full path; begin at the root.',
    '„{1}“ ist kein vollständiger Pfad; beginnen Sie bei der Wurzel.',
  ],
  ['The Maildir {1} did not take the message ({2}).', 'Das Maildir {1} nahm die Nachricht nicht ({2}).'],
  [
    'The message is in the Maildir {1}, but the disk did not confirm it ({2}).',
    'Die Nachricht ist im Maildir {1}, aber der Datenträger hat es nicht bestätigt ({2}).',
  ],
  [
    'The program ended after the final dot may have been written, before a reply was stored.',
    'Das Programm endete, als der Schlusspunkt vielleicht schon geschrieben, aber noch keine Antwort gespeichert war.',
  ],
  [
    'The program ended before the message was handed over.',
    'Das Programm endete, bevor die Nachricht übergeben war.',
  ],
  [
    'The attempt ended before this recipient was named to the server.',
    'Der Versuch endete, bevor dieser Empfänger dem Server genannt war.',
  ],
  [
    'The server does not take {1}: its part before the @ is not ASCII, and the server does not offer SMTPUTF8.',
    'Der Server nimmt {1} nicht: Der Teil vor dem @ ist nicht ASCII, und der Server bietet SMTPUTF8 nicht an.',
  ],
  ['No password for {1} is known in this session.', 'In dieser Sitzung ist kein Passwort für {1} bekannt.'],
  ['Nobody has signed in for {1} yet.', 'Für {1} hat sich noch niemand angemeldet.'],
  [
    'The keychain did not give the password for {1}: {2}',
    'Der Schlüsselbund gab das Passwort für {1} nicht her: {2}',
  ],
  [
    'The keychain did not give the token for {1}: {2}',
    'Der Schlüsselbund gab das Token für {1} nicht her: {2}',
  ],
  [
    'The keychain did not give the secrets for {1}: {2}',
    'Der Schlüsselbund gab die Geheimnisse für {1} nicht her: {2}',
  ],
]
