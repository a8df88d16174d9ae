/** Titles and bodies of desktop notifications. A notification opens its message. */
export const notificationTexts = {
  'notification.accepted.title': '{subject}',
  'notification.accepted.body': 'Handed to {host}.',
  'notification.partly.title': '{subject}',
  'notification.partly.body': 'Partly handed over, {refused} of {total} refused. Your move.',
  'notification.rejected.title': '{subject}',
  'notification.rejected.body': 'Refused. {reason}.',
  'notification.unconfirmed.title': '{subject}',
  'notification.unconfirmed.body': 'Unconfirmed: it may have arrived. Your move.',
  'notification.sign-in.title': '{server} needs a sign-in',
  'notification.sign-in.body': '{count} waiting for it.',
} as const
