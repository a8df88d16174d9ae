import type { Said } from './said.ts'

/** Storage. */
export const storage: Said = [
  [
    'The disk is full: {1} could not be written. Nothing was lost; make room and try again.',
    'Der Datenträger ist voll: {1} ließ sich nicht schreiben. Nichts ging verloren; schaffen Sie Platz, und versuchen Sie es erneut.',
  ],
  [
    'The disk is full: {1} could not be written. Nothing was lost.',
    'Der Datenträger ist voll: {1} ließ sich nicht schreiben. Nichts ging verloren.',
  ],
  ['The disk reported a fault at {1}.', 'Der Datenträger meldete einen Fehler bei {1}.'],
  ['The disk reported a fault at {1}: {2}', 'Der Datenträger meldete einen Fehler bei {1}: {2}'],
  [
    'The stored file {1} is damaged: its {2} octets are not the {3} that were written.',
    'Die gespeicherte Datei {1} ist beschädigt: Ihre {2} Oktette sind nicht die {3} geschriebenen.',
  ],
  ['The stored file {1} is gone.', 'Die gespeicherte Datei {1} ist fort.'],
  ['{1} cannot be written: permission denied.', '{1} lässt sich nicht schreiben: keine Berechtigung.'],
  ['{1} cannot be written: {2}', '{1} lässt sich nicht schreiben: {2}'],
  ['{1} is not a name of a stored file.', '{1} ist kein Name einer gespeicherten Datei.'],
  [
    'Another Sendoff kept {1} busy for too long. Nothing was lost; try again.',
    'Ein anderes Sendoff hielt {1} zu lange belegt. Nichts ging verloren; versuchen Sie es erneut.',
  ],
  [
    'The profile folder {1} cannot be written: {2}',
    'In den Profilordner {1} lässt sich nicht schreiben: {2}',
  ],
  [
    'The profile in {1} could not be read or written: {2}',
    'Das Profil in {1} ließ sich nicht lesen oder schreiben: {2}',
  ],
  ['The profile in {1} is closed.', 'Das Profil in {1} ist geschlossen.'],
  ['The storage thread did not start: {1}', 'Der Speicher-Thread startete nicht: {1}'],
  ['The storage thread ended: {1}', 'Der Speicher-Thread endete: {1}'],
  [
    '{1} is damaged. Quit every Sendoff, then start it: it is repaired at start.',
    '{1} ist beschädigt. Beenden Sie jedes Sendoff, und starten Sie es dann: Beim Start wird es repariert.',
  ],
  [
    '{1} was written by a newer Sendoff: its format is {2}, this program knows {3}. Nothing was changed.',
    '{1} wurde von einem neueren Sendoff geschrieben: Sein Format ist {2}, dieses Programm kennt {3}. Nichts wurde geändert.',
  ],
  [
    'The outbox was damaged and was set aside; a new one was made. {1}',
    'Der Postausgang war beschädigt und wurde beiseitegelegt; ein neuer wurde angelegt. {1}',
  ],
  ['1 message could be read and is here.', '1 Nachricht war lesbar und ist hier.'],
  ['{1} messages could be read and are here.', '{1} Nachrichten waren lesbar und sind hier.'],
  [
    '{1} was damaged. It is kept as {2}. Messages whose record could not be read are among the drafts, under "Recovered".',
    '{1} war beschädigt. Es liegt als {2} bereit. Nachrichten, deren Eintrag nicht lesbar war, sind bei den Entwürfen, unter „Wiedergefunden“.',
  ],
  [
    'Row {1} of {2} is damaged ({3}); it was left where it is.',
    'Zeile {1} von {2} ist beschädigt ({3}); sie bleibt, wo sie ist.',
  ],
]
