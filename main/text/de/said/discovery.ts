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
]
