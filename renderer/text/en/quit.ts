/** The question at quit, where mail is on its way. */
export const quit = {
  'quit.title.one': 'One message is on its way',
  'quit.title.other': '{n} messages are on their way',
  'quit.over': '{subject}, over {server}.',
  'quit.several': '{subject} and {n} more.',
  'quit.finish': 'Finish, then quit',
  'quit.finish.sending': 'The windows close, Sendoff ends after the final reply.',
  'quit.finish.next': 'The windows close, Sendoff ends when nothing is on its way any more.',
  'quit.stop.title': 'Stop now and quit',
  'quit.stop': 'Stop now',
  'quit.stop.before':
    'The connection is cut before the final dot. Nobody gets it; it is sent from the start when you open Sendoff again.',
  'quit.stop.beforeMany':
    'Connections are cut before the final dot. Nobody gets these; they are sent from the start when you open Sendoff again.',
  'quit.stop.waits': 'Nothing more is sent until you open Sendoff again.',
  'quit.stopMayArrive': 'Stop now (may arrive)',
  'quit.stop.after':
    'The whole message is with the server, its reply is not here yet. It may arrive; Sendoff will ask you and not send it twice.',
  'quit.background.title': 'Keep Sendoff in the background',
  'quit.background': 'Keep running',
  'quit.background.all': 'The windows close. Everything that waits in the outbox goes too.',
  'quit.background.scheduled': 'The windows close. What waits goes too; {n} scheduled.',
  'quit.foot': 'From the final dot on, “Stop now” becomes “Stop now (may arrive)”.',
  'quit.cancel': 'Cancel',
} as const
