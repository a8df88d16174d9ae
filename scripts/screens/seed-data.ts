import type { TemplateForm } from '../../main/templates/template.ts'

interface Person {
  readonly name: string
  readonly address: string
  readonly organisation?: string
  readonly more?: readonly { readonly address: string; readonly label: string }[]
}

export const people: readonly Person[] = [
  {
    name: 'Anna de Vries',
    address: 'anna@practice.test',
    organisation: 'Rowing club, board',
    more: [{ address: 'a.devries@lake.example', label: 'private' }],
  },
  { name: 'Bert Okonkwo', address: 'bert@practice.test', organisation: 'Boatyard Okonkwo' },
  { name: 'Carl-Friedrich von Hohenstein-Westerwald', address: 'carl@practice.test' },
  { name: 'Dina Haddad', address: 'dina@practice.test', organisation: 'Rowing club, treasurer' },
  { name: 'Eino Lahtinen', address: 'eino@practice.test' },
  { name: 'Hélène Marchand', address: 'helene@reliure.example', organisation: 'Atelier Marchand' },
  { name: 'Jonas Weber', address: 'jonas@regatta.example' },
  { name: 'Liv Sørensen', address: 'liv@practice.test' },
  { name: 'Nora Lindqvist', address: 'nora@practice.test' },
  { name: 'Lindqvist, Nora', address: 'nora@lake.example' },
  { name: 'Rui Tavares', address: 'rui@practice.test' },
  { name: 'Unknown Member', address: 'unknown@practice.test' },
]

interface SeedMessage {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly onHold?: true
  readonly later?: true
}

const text = 'Dear all,\n\nhere they are.\n\nMarit'

/** One for each state that a message may come to. */
export const subjects = {
  partly: 'Minutes of the November meeting',
  sent: 'Keys of the boathouse',
  refused: 'Invoice 2026-118',
  waiting: 'Offer, revised drawings',
  unconfirmed: 'Did it arrive',
  held: 'Winter storage: who takes which boat, and a subject that is longer than its row',
  scheduled: 'Happy birthday',
} as const

export const messages: readonly SeedMessage[] = [
  {
    to: ['anna@practice.test', 'unknown@practice.test', 'bert@practice.test'],
    subject: subjects.partly,
    text,
  },
  { to: ['Carl-Friedrich von Hohenstein-Westerwald <carl@practice.test>'], subject: subjects.sent, text },
  { to: ['unknown@practice.test'], subject: subjects.refused, text },
  { to: ['full@practice.test'], subject: subjects.waiting, text },
  { to: ['drops-after-dot@practice.test'], subject: subjects.unconfirmed, text },
  { to: ['dina@practice.test', 'eino@practice.test'], subject: subjects.held, text, onHold: true },
  { to: ['nora@practice.test'], subject: subjects.scheduled, text, later: true },
]

const template = (kind: TemplateForm['kind'], name: string, subject: string, body: string): TemplateForm => ({
  id: null,
  kind,
  name,
  subject,
  text: body,
  html: null,
})

export const templates: readonly TemplateForm[] = [
  template(
    'message',
    'Invitation to the board',
    'Meeting of the board',
    'Dear {name},\n\nwe meet on\n\nMarit',
  ),
  template(
    'message',
    'Invoice',
    'Invoice of the season',
    'Dear {name},\n\nplease find the invoice attached.',
  ),
]
export const snippets: readonly TemplateForm[] = [
  template('snippet', 'Way to the boathouse', '', 'From the station take bus 7 to the lake.'),
]

export const letterText = [
  'Dear all,',
  'the regatta is on Saturday. Each crew has a boat and a key:',
  '- the blue boat: Anna, Bert, Liv and Nora',
  '- the old boat: Carl, Dina, Eino and Rui',
  'The course is attached. Where it says start, we meet at nine.',
  'Marit',
].join('\n\n')

export const letterHtml = [
  '<h2>Autumn regatta</h2>',
  '<div>Dear all,</div><div><br></div>',
  '<div>the regatta is on <b>Saturday</b>. Each crew has a boat and a <i>key</i>:</div>',
  '<ul><li>the <span style="color:#1565c0">blue boat</span>: Anna, Bert, Liv and Nora</li>',
  '<li>the old boat: Carl, Dina, Eino and Rui</li></ul>',
  '<blockquote><div>Where do we meet, and when?</div></blockquote>',
  '<div><span style="background-color:#fff176">At nine</span>, where the plan says <span style="color:#5e35b1">start</span>. See <a href="https://rowing.example/plan">the plan</a>.</div>',
  '<div><br></div><div>Marit</div>',
].join('')

/** @param lacking with a row that lacks a field and one whose address is none */
export function tableOfMembers(lacking: boolean): string {
  const good = people
    .filter(({ address }) => address.endsWith('practice.test'))
    .map(({ name, address }, at) => `${name.split(' ')[0] ?? ''};${address};${at % 2 === 0 ? 'blue' : 'old'}`)
  const rows = lacking ? [...good, ';member@practice.test;old', 'Otto;otto;blue'] : good
  return ['First;Email;Boat', ...rows].join('\n')
}
