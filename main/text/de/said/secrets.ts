import type { Said } from './said.ts'

/** Secrets. */
export const secrets: Said = [
  [
    "The system's keychain cannot be used: {1}.",
    'Der Schlüsselbund des Systems ist nicht zu verwenden: {1}.',
  ],
  [
    '{1} It is locked, it seems: unlock it, then choose “Try the keychain again” under Settings, Security.',
    '{1} Er ist wohl gesperrt: Entsperren Sie ihn, und wählen Sie dann „Schlüsselbund erneut versuchen“ unter „Einstellungen“, „Sicherheit“.',
  ],
  [
    'The keychain library of this system is not installed.',
    'Die Bibliothek für den Schlüsselbund dieses Systems ist nicht installiert.',
  ],
  [
    'The keychain could not read the secret of {1}: {2}.',
    'Der Schlüsselbund konnte das Geheimnis von {1} nicht lesen: {2}.',
  ],
  [
    'The keychain could not store the secret of {1}: {2}.',
    'Der Schlüsselbund konnte das Geheimnis von {1} nicht speichern: {2}.',
  ],
  [
    'The keychain could not delete the secret of {1}: {2}.',
    'Der Schlüsselbund konnte das Geheimnis von {1} nicht löschen: {2}.',
  ],
  [
    'It may be locked: unlock it, and try again.',
    'Er ist vielleicht gesperrt: Entsperren Sie ihn, und versuchen Sie es erneut.',
  ],
  ['it did not give back what was stored', 'er gab nicht zurück, was gespeichert war'],
  ['it is still there', 'es ist noch da'],
  ['a part of it is missing', 'ein Teil davon fehlt'],
  ['no answer in {1} s', 'nach {1} s keine Antwort'],
  ['the secret is too long', 'das Geheimnis ist zu lang'],
  [
    'This desktop has no password store that could protect an encrypted file.',
    'Dieser Desktop hat keinen Passwortspeicher, der eine verschlüsselte Datei schützen könnte.',
  ],
  [
    'The encryption of this system is not available.',
    'Die Verschlüsselung dieses Systems ist nicht verfügbar.',
  ],
  [
    'The encryption of this system cannot be used: {1}.',
    'Die Verschlüsselung dieses Systems ist nicht zu verwenden: {1}.',
  ],
  [
    'The encryption of this system did not give back what it encrypted.',
    'Die Verschlüsselung dieses Systems gab nicht zurück, was sie verschlüsselt hatte.',
  ],
  [
    'The encryption of this system leaves the text readable.',
    'Die Verschlüsselung dieses Systems lässt den Text lesbar.',
  ],
  [
    'The keychain that holds its key may be locked: unlock it.',
    'Der Schlüsselbund mit ihrem Schlüssel ist vielleicht gesperrt: Entsperren Sie ihn.',
  ],
  [
    'The encrypted file could not store the secret of {1}.',
    'Das Geheimnis von {1} ließ sich nicht in der verschlüsselten Datei speichern.',
  ],
  [
    'The encrypted file could not store the secret of {1} ({2}).',
    'Das Geheimnis von {1} ließ sich nicht in der verschlüsselten Datei speichern ({2}).',
  ],
  [
    'The encrypted file could not store the secret of {1} ({2}; the keychain may be locked).',
    'Das Geheimnis von {1} ließ sich nicht in der verschlüsselten Datei speichern ({2}; der Schlüsselbund ist vielleicht gesperrt).',
  ],
  [
    'The encrypted file could not delete the secret of {1}.',
    'Das Geheimnis von {1} ließ sich nicht aus der verschlüsselten Datei löschen.',
  ],
  [
    'The encrypted file could not delete the secret of {1} ({2}).',
    'Das Geheimnis von {1} ließ sich nicht aus der verschlüsselten Datei löschen ({2}).',
  ],
  [
    'The encrypted file could not delete the secret of {1} ({2}; the keychain may be locked).',
    'Das Geheimnis von {1} ließ sich nicht aus der verschlüsselten Datei löschen ({2}; der Schlüsselbund ist vielleicht gesperrt).',
  ],
  [
    'Secrets lie in the encrypted file, which only the program with windows can open.',
    'Geheimnisse liegen in der verschlüsselten Datei, die nur das Programm mit Fenstern öffnen kann.',
  ],
  [
    'The file of encrypted secrets cannot be used ({1}).',
    'Die Datei der verschlüsselten Geheimnisse ist nicht zu verwenden ({1}).',
  ],
  [
    'The file of encrypted secrets was damaged and was set aside as {1}: what it held has to be entered again.',
    'Die Datei der verschlüsselten Geheimnisse war beschädigt und wurde als {1} beiseitegelegt: Was darin war, muss neu eingegeben werden.',
  ],
  [
    'The secret {1} cannot be decrypted with the key of today: enter it again.',
    'Das Geheimnis {1} lässt sich mit dem heutigen Schlüssel nicht entschlüsseln: Geben Sie es erneut ein.',
  ],
  ['The secret {1} was not deleted.', 'Das Geheimnis {1} wurde nicht gelöscht.'],
  ['The secret {1} was not moved: {2}', 'Das Geheimnis {1} wurde nicht verschoben: {2}'],
  ['the new place did not give it back.', 'der neue Ort gab es nicht zurück.'],
  ['the reason is not known.', 'der Grund ist nicht bekannt.'],
]
