export const bounce = {
  'bounce.open': 'Open a delivery report (bounce)…',
  'bounce.said': 'The report is about this message.',
  'bounce.known': 'Where this is known from',
  'bounce.kind': 'a report by RFC 3464',
  'bounce.about': 'About',
  'bounce.matched': 'Matched by',
  'bounce.by.envelope-id': 'envelope id',
  'bounce.by.message-id': 'Message-ID',
  'bounce.by.both': 'envelope id and Message-ID, both fit',
  'bounce.reporter': 'Reported by',
  'bounce.trust': 'Trust',
  'bounce.trust.both':
    'A report is a letter, not a reply: it could be forged. This one fits the message in every part.',
  'bounce.trust.one':
    'A report is a letter, not a reply: it could be forged. It names the Message-ID, which everybody who has the message knows.',
  'bounce.later': 'Bounced {time}',
  'bounce.delayed': 'Delayed {time}',
  'bounce.stranger': 'This report is about no message here',
  'bounce.strangerText': 'Neither its envelope id nor its Message-ID is one of this profile. What it says:',
  'bounce.none': '{name} is no delivery report',
  'bounce.unread': '{name} could not be read',
} as const
