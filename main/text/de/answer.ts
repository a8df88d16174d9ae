import type { answerTexts as english } from '../en/answer.ts'
import type { Words } from './words.ts'

/** Opened message files, and what is made of them. */
export const answerTexts: Words<typeof english> = {
  'answer.wroteAt': 'Am {date} um {time} schrieb {name}:',
  'answer.wrote': '{name} schrieb:',
  'answer.somebody': 'Jemand',
  'answer.forwarded': '---------- Weitergeleitete Nachricht ----------',
  'answer.dateTime': '{date} um {time}',
  'answer.from': 'Von:',
  'answer.date': 'Datum:',
  'answer.subject': 'Betreff:',
  'answer.to': 'An:',
  'answer.cc': 'Kopie:',
  'opened.pick': 'Nachrichtendatei öffnen',
  'opened.too-large': '{name} ist größer als 64 MB; so eine große Nachrichtendatei wird nicht geöffnet.',
  'opened.no-message': '{name} ist keine Nachricht: Am Anfang steht keine Kopfzeile.',
  'opened.unread': '{name} ist nicht lesbar: {reason}',
  'opened.gone': 'Die geöffnete Nachricht ist nicht mehr da.',
  'opened.remote': 'Bilder aus dem Netz wurden weggelassen. Nichts wurde geholt.',
  'opened.missing': 'Ein Bild des Textes ist nicht in der Datei.',
  'opened.unfit':
    'Ein Bild, das im Text selbst steht, wurde weggelassen: Es ist kein PNG, JPEG, GIF oder WebP, oder zu groß.',
  'opened.fields': 'Sie hat mehr als 1000 Kopfzeilen; der Rest wurde weggelassen.',
  'opened.parts': 'Sie hat mehr als 200 Teile; der Rest wurde weggelassen.',
  'opened.deep': 'Teile unter der zehnten Ebene wurden weggelassen.',
  'opened.cut': 'Der Text ist sehr lang; sein Ende wurde weggelassen.',
  'opened.charset': 'Der Zeichensatz „{detail}“ ist nicht bekannt; manche Buchstaben sind vielleicht falsch.',
  'opened.encoding': 'Die Kodierung „{detail}“ ist nicht bekannt; dieser Teil steht da, wie er ist.',
  'opened.broken': 'Ein Teil ist nicht kodiert, wie er sollte; vielleicht ist er unvollständig.',
  'opened.boundary': 'Ein Teil sagt nicht, wie er geteilt ist; er steht da, wie er ist.',
  'opened.address': '„{detail}“ ist keine Adresse, an die Sendoff senden kann.',
  'opened.date': 'Das Datum der Nachricht ergibt keinen Sinn.',
  'save.name': 'Nachricht',
  'save.unread': 'Die Oktette der Nachricht ({file}) sind nicht lesbar.',
  'save.unwritten': '{path} ließ sich nicht schreiben: {reason}',
}
