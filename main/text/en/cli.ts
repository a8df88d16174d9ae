/** The terminal and the demo. */
export const cliTexts = {
  'outcome.accepted': 'Handed to {host}',
  'outcome.partly': 'Partly handed over',
  'outcome.deferred': 'Deferred',
  'outcome.rejected': 'Refused',
  'outcome.refused-locally': 'Refused by Sendoff',
  'outcome.unconfirmed': 'Unconfirmed',
  'outcome.not-attempted': 'Not attempted',

  'demo.practice-server': 'Practice server on {host}, port {port}',
  'demo.sending': 'Sending "{subject}" to {recipients}',
  'demo.transcript': 'Transcript',
  'demo.outcome': 'Outcome',
  'demo.explanation': 'What happened',
  'demo.at-command': 'At which command',
  'demo.whose-move': 'Whose move',
  'demo.reply': 'Reply',
  'demo.received': 'Received by the practice server',
} as const
