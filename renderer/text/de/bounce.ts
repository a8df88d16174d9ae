import type { bounce as english } from '../en/bounce.ts'
import type { Words } from './words.ts'

export const bounce: Words<typeof english> = {
  'bounce.open': 'Versandbericht (Rückläufer) öffnen …',
  'bounce.said': 'Der Bericht betrifft diese Nachricht.',
  'bounce.known': 'Woher das bekannt ist',
  'bounce.kind': 'ein Bericht nach RFC 3464',
  'bounce.about': 'Betrifft',
  'bounce.matched': 'Erkannt an',
  'bounce.by.envelope-id': 'Kennung des Umschlags',
  'bounce.by.message-id': 'Message-ID',
  'bounce.by.both': 'Kennung des Umschlags und Message-ID, beide passen',
  'bounce.reporter': 'Berichtet von',
  'bounce.trust': 'Vertrauen',
  'bounce.trust.both':
    'Ein Bericht ist ein Brief, keine Antwort: Er könnte gefälscht sein. Dieser passt in jedem Teil zur Nachricht.',
  'bounce.trust.one':
    'Ein Bericht ist ein Brief, keine Antwort: Er könnte gefälscht sein. Er nennt die Message-ID; die kennt jeder, der die Nachricht hat.',
  'bounce.way.correct': '{address} berichtigen und neu senden …',
  'bounce.way.change': 'Ändern und neu senden an {address} …',
  'bounce.way.again': 'Neu senden an {address} …',
  'bounce.way.all.one': 'Neu senden an die eine Adresse, von der sie zurückkam …',
  'bounce.way.all.other': 'Neu senden an alle {n}, von denen sie zurückkam …',
  'bounce.later': 'Zurückgekommen {time}',
  'bounce.delayed': 'Verzögert {time}',
  'bounce.counts': '{counts}, {n} davon später zurückgekommen',
  'bounce.settled': 'Der Rückläufer ist erledigt.',
  'bounce.stranger': 'Dieser Bericht betrifft keine Nachricht von hier',
  'bounce.strangerText':
    'Weder seine Kennung des Umschlags noch seine Message-ID stammt aus diesem Profil. Was er sagt:',
  'bounce.none': '{name} ist kein Versandbericht',
  'bounce.unread': '{name} ließ sich nicht lesen',
}
