// A calendar invitation (RFC 5545, 5546 3.2.2, 6047): the same input gives the same bytes.
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod } from 'ical-generator'
import type { Invitation } from '../drafts/message-options.ts'
import type { Mailbox } from './address.ts'

export interface InvitationInput {
  readonly invitation: Invitation
  readonly organizer: Mailbox
  /** To and Cc; blind copies are named nowhere (P29). */
  readonly attendees: readonly Mailbox[]
  /** Moments of `invitation.start` and `.end`, epoch ms; those of an all-day event are not used. */
  readonly startAt: number
  readonly endAt: number
  /** DTSTAMP, epoch ms. */
  readonly at: number
}

/** The calendar object, CRLF and folded. Times are written in UTC: no reader has to know the zone. */
export function formatInvitation(input: InvitationInput): string {
  const { invitation, organizer, attendees, startAt, endAt, at } = input
  const calendar = ical({
    method: ICalCalendarMethod.REQUEST,
    prodId: { company: 'Sendoff', product: 'Sendoff', language: 'EN' },
  })
  const event = calendar.createEvent({
    id: plain(invitation.uid).replaceAll(/[\r\n]/g, ''),
    sequence: invitation.sequence,
    stamp: new Date(at),
    start: dateOf(invitation.start, startAt, invitation),
    end: dateOf(invitation.end, endAt, invitation),
    allDay: invitation.allDay,
    summary: plain(invitation.title),
    ...(invitation.place === '' ? {} : { location: plain(invitation.place) }),
    ...(invitation.description === '' ? {} : { description: plain(invitation.description) }),
    organizer: { name: nameOf(organizer), email: organizer.address },
  })
  for (const attendee of attendees) {
    event.createAttendee({
      name: nameOf(attendee),
      email: attendee.address,
      rsvp: true,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
    })
  }
  // RFC 5545 3.1: each line ends, the last one too.
  return `${calendar.toString()}\r\n`
}

/** RFC 5545 3.3.11: TEXT holds no control character but HTAB; line ends are escaped. */
const plain = (text: string): string => text.toWellFormed().replaceAll(/(?![\t\r\n])\p{Cc}/gu, '')

const nameOf = ({ name, address }: Mailbox): string => (name === undefined || name === '' ? address : name)

/** The library writes the date of an all-day event from the parts in UTC. */
function dateOf(local: string, at: number, { allDay }: Invitation): Date {
  return new Date(allDay ? `${local.slice(0, 10)}T00:00:00Z` : at)
}
