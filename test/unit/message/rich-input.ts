import { attachment, mailbox } from './compose-input.ts'

export const pictureOctets = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 255])

/** A message with all that a body can have: both texts, an image in the text, an invitation, a file. */
export const richInput = {
  subject: 'Grüße aus Tromsø, 漢字',
  cc: [mailbox('Jürgen <j@x.example>')],
  html: '<p>Dear <b>all</b>, grüße <img src="cid:p1@kestrel.example" alt="the plan"></p><blockquote>quoted</blockquote>',
  attachments: [
    { ...attachment('plan.png', 'image/png', pictureOctets), cid: 'p1@kestrel.example' },
    attachment('Übersicht.pdf', 'application/pdf', '%PDF-1.7 a\nb\r\n'),
  ],
  invitation: {
    invitation: {
      uid: 'u1@kestrel.example',
      sequence: 0,
      title: 'Autumn meeting',
      place: '',
      description: '',
      start: '2026-12-01T18:00',
      end: '2026-12-01T19:30',
      zone: 'Europe/Oslo',
      allDay: false,
    },
    startAt: Date.UTC(2026, 11, 1, 17),
    endAt: Date.UTC(2026, 11, 1, 18, 30),
  },
}
