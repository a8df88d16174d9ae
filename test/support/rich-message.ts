import { parseMailbox, type Mailbox } from '../../main/message/address.ts'
import { composeMessage, type ComposeAttachment } from '../../main/message/compose.ts'

/** Every octet, four times over. */
export const pictureOctets = Buffer.from(Array.from({ length: 1_024 }, (_, index) => index % 256))

function mailbox(text: string): Mailbox {
  const parsed = parseMailbox(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.mailbox
}

function file(name: string, type: string, octets: Buffer, cid?: string): ComposeAttachment {
  return {
    name,
    type,
    ...(cid === undefined ? {} : { cid }),
    open: async function* () {
      yield await Promise.resolve(octets)
    },
  }
}

const html =
  '<h1>Frühling</h1><p>Dear <b>all</b>, see <a href="https://kestrel.example/x?a=1&amp;b=2">here</a>:</p>' +
  '<ol><li>one</li><li>two</li></ol><blockquote>said</blockquote><p><img src="cid:p1@mail.test" alt="the plan"></p>' +
  `<pre>.${'x'.repeat(1_200)}</pre>`

/** A message with everything that a person can put into one; the Message-ID is `<marker@client.mail.test>`. */
export async function richMessage(marker: string): Promise<Buffer> {
  const invitation = {
    uid: 'u1@mail.test',
    sequence: 0,
    title: 'Frühlingstreffen',
    place: 'Boathouse',
    description: 'Bring the plan',
    start: '2027-03-01T18:00',
    end: '2027-03-01T19:30',
    zone: 'UTC',
    allDay: false,
  }
  const pieces: Buffer[] = []
  const message = composeMessage({
    from: mailbox('Ann <ann@mail.test>'),
    to: [mailbox('Bob Müller <bob@mail.test>')],
    cc: [],
    subject: 'Grüße aus dem Frühling, 漢字, and a subject that is long enough to be folded more than once',
    text: '',
    html,
    attachments: [
      file('plan.png', 'image/png', pictureOctets, 'p1@mail.test'),
      file('Übersicht 2027.pdf', 'application/pdf', pictureOctets),
    ],
    options: { readReceipt: true, headers: [{ name: 'X-Project', value: 'Grün' }] },
    thread: { inReplyTo: '<before@mail.test>', references: ['<first@mail.test>', '<before@mail.test>'] },
    invitation: { invitation, startAt: Date.UTC(2027, 2, 1, 18), endAt: Date.UTC(2027, 2, 1, 19, 30) },
    messageId: `<${marker}@client.mail.test>`,
    date: Date.UTC(2026, 10, 25, 12),
    boundarySeed: marker,
  })
  for await (const piece of message as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}
