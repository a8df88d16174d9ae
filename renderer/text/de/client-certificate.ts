import type { clientCertificate as english } from '../en/client-certificate.ts'
import type { Words } from './words.ts'

export const clientCertificate: Words<typeof english> = {
  'clientCertificate.title': 'Eigenes Zertifikat',
  'clientCertificate.hint':
    'Nur wo der Server eines verlangt. Zertifikat und Schlüssel liegen, wo die Passwörter liegen',
  'clientCertificate.choose': 'Datei wählen …',
  'clientCertificate.paste': 'Oder Zertifikat und Schlüssel einfügen (PEM)',
  'clientCertificate.passphrase': 'Kennwort des Schlüssels',
  'clientCertificate.passphraseHint': 'Leer: Der Schlüssel ist nicht verschlüsselt',
  'clientCertificate.until': 'Gültig bis',
  'clientCertificate.soon': 'Es endet am {date}: Bitten Sie rechtzeitig um ein neues.',
  'clientCertificate.expired': 'Es endete am {date}: Der Server lehnt es vielleicht ab.',
  'clientCertificate.replace': 'Ersetzen',
  'clientCertificate.remove': 'Zertifikat entfernen',
  'clientCertificate.removed': 'Beim Speichern wird es mit seinem Schlüssel entfernt.',
  'clientCertificate.keep': 'Das gespeicherte behalten',
  'clientCertificate.tooBig': '{name} ist zu groß: Ein Zertifikat mit seinem Schlüssel hat höchstens 256 kB.',
  'clientCertificate.oneFile': 'Wählen Sie eine einzige .p12-Datei oder nur PEM-Dateien.',
}
