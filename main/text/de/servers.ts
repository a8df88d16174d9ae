import type { serverTexts as english } from '../en/servers.ts'
import type { Words } from './words.ts'

/** What is said of the settings of a server. */
export const serverTexts: Words<typeof english> = {
  'server.password-again':
    'Das gespeicherte Passwort ist für {old}. Tippen Sie das für {host} ein: Es ist eine andere Domain, und kein Passwort geht ungefragt dorthin.',
  'server.certificate-again':
    'Das eigene Zertifikat wurde für {old} gewählt. Wählen Sie das für {host}, oder entfernen Sie es: Es ist eine andere Domain.',
  'server.proxy-again':
    'Das gespeicherte Passwort ist für den Proxy {old}. Tippen Sie das für {host} ein: Es ist eine andere Domain, und kein Passwort geht ungefragt dorthin.',
  'server.certificate-work':
    'Die Datei verlangt für ihr Kennwort mehr Durchläufe des Hash-Verfahrens als die {most}, die hier möglich sind, oder nennt keine Zahl. Exportieren Sie sie erneut, zum Beispiel mit: openssl pkcs12 -export -iter 100000.',
}
