/** Titles and bodies of desktop notifications. A notification opens its message. */
export const notificationTexts = {
  'notification.no-subject': 'Message without a subject',
  'notification.accepted.body': 'Handed to {host}.',
  'notification.partly.body': 'Partly handed over, {refused} of {total} refused. Your move.',
  'notification.rejected.body': 'It was refused. Your move.',
  'notification.unconfirmed.body': 'Unconfirmed: it may have arrived. Your move.',
  'notification.gave-up.body': 'It was tried for as long as you wanted, and is held now. Your move.',
  'notification.expired.body': 'It was not sent in time, and is held now. Your move.',
  'notification.sign-in.title': '{server} needs a sign-in',
  'notification.certificate.title': 'The certificate of {server} does not pass',
  'notification.sign-in.one': 'A message waits for it.',
  'notification.sign-in.body': '{count} messages wait for it.',
  'notification.many.title': 'News of {count} messages',
  'notification.many.accepted': 'All were handed over.',
  'notification.many.yours.one': '1 needs you.',
  'notification.many.yours': '{count} need you.',
} as const
