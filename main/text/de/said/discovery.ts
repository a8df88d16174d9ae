import type { Said } from './said.ts'

/** Automatic settings. */
export const discovery: Said = [
  ['“{1}” is no domain that can be looked up.', '„{1}“ ist keine Domain, die sich nachschlagen lässt.'],
  [
    'A server is left out: its host name cannot be used.',
    'Ein Server fällt weg: Sein Hostname ist nicht zu verwenden.',
  ],
  [
    '{1} is left out: its kind of security is not known.',
    '{1} fällt weg: Seine Art der Sicherheit ist nicht bekannt.',
  ],
  ['{1} is left out: its port is none.', '{1} fällt weg: Sein Port ist keiner.'],
  [
    '{1} is left out: its user name cannot be filled in.',
    '{1} fällt weg: Sein Benutzername lässt sich nicht einsetzen.',
  ],
  [
    '{1} is left out: none of its ways to sign in is known.',
    '{1} fällt weg: Keines seiner Anmeldeverfahren ist bekannt.',
  ],
  ['is a web page and no settings', 'ist eine Webseite und keine Einstellungen'],
  [
    'is no autoconfig file: it has no clientConfig with an emailProvider',
    'ist keine Autoconfig-Datei: Darin fehlt ein clientConfig mit einem emailProvider',
  ],
  ['has more than {1} kB', 'hat mehr als {1} kB'],
  ['is not well-formed: {1}', 'ist nicht wohlgeformt: {1}'],
  ['has a DOCTYPE, which is not taken', 'hat einen DOCTYPE; das wird nicht angenommen'],
  ['has more than {1} elements', 'hat mehr als {1} Elemente'],
  ['has elements more than {1} deep', 'hat Elemente, die tiefer als {1} verschachtelt sind'],
  ['has no element', 'hat kein Element'],
  ['has an element with more than {1} attributes', 'hat ein Element mit mehr als {1} Attributen'],
]

/** Sign-in in the browser: what was wrong with the answer of the provider. */
export const webSignIn: Said = [
  ['{1} is missing', '{1} fehlt'],
  ['there is none', 'es gibt keine'],
  ['the code cannot be typed', 'der Code lässt sich nicht tippen'],
  ['the address for the code is none', 'die Adresse für den Code ist keine'],
  ['the issuer is no web address', 'der Aussteller ist keine Webadresse'],
  ['the answer is too long', 'die Antwort ist zu lang'],
  ['Sendoff met a fault of its own.', 'Sendoff stieß auf einen eigenen Fehler.'],
  ['no https', 'kein https'],
  ['no connection', 'keine Verbindung'],
  ['more than {1} octets', 'mehr als {1} Oktette'],
]
