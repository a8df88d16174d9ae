/** Findings before a message goes, and the words of their buttons. */
export const preflightTexts = {
  'preflight.megabytes': '{count} MB',
  'preflight.size': 'This will be refused: the message is {size} on the wire, and {host} takes {limit}.',
  'preflight.size-of-file':
    'This will be refused: {name} alone is over the {limit} that {host} takes; the message is {size} on the wire.',
  'preflight.size.short': 'This will be refused: {size}, limit {limit}.',
  'preflight.shrink': 'Shrink {name}',
  'preflight.use-server': 'Send through {server}',
  'preflight.use-larger': 'Send through {server}, up to {limit}',
  'preflight.sender-not-taken':
    'This will be refused: {server} does not take {address} as a sender, by the addresses that its settings allow.',
  'preflight.sender-refused': '{server} refused {address} as a sender when it was last asked: {reply}',
  'preflight.sender-refused.short': '{address} was refused as a sender.',
  'preflight.other-sender': 'Choose another sender',
  'preflight.smtputf8':
    'This will be refused: {host} does not list SMTPUTF8, so it cannot take {address}, whose part before the @ is not ASCII.',
  'preflight.smtputf8.short': '{address} will be refused.',
  'preflight.go-to-address': 'Go to the address',
  'preflight.require-tls':
    'This will be refused: encryption is required all the way, and {host} does not list REQUIRETLS.',
  'preflight.without-tls': 'Send without this demand',
  'preflight.dsn':
    '{host} does not list DSN: there will be no report of this message beyond an ordinary bounce.',
  'preflight.without-dsn': 'Do not ask for reports',
  'preflight.no-file': 'You wrote “{word}”, and no file is attached.',
  'preflight.no-file.short': 'No file is attached.',
  'preflight.attach': 'Attach files',
  'preflight.no-subject': 'There is no subject.',
  'preflight.write-subject': 'Write a subject',
  'preflight.program':
    '{name} is a program. Many receivers refuse mail that carries one, also inside a zip file.',
  'preflight.program.short': '{name} is a program: often refused.',
  'preflight.server-off': '{server} is switched off: the message will wait in the outbox.',
  'preflight.open-servers': 'Open outgoing servers',
  'preflight.paused': 'Sending is paused: the message will wait in the outbox.',
  'preflight.offline': 'Sendoff works offline: the message will wait in the outbox.',
  'preflight.resume': 'Resume sending',
  'attachments.gone': 'This file is not in the draft any more.',
  'attachments.too-large': '{name} is too large to be shown.',
  'attachments.program': '{name} is a program. Sendoff does not run it.',
  'options.header-control': 'The header field “{name}” contains {found}.',
  'options.header-name':
    '“{name}” is no name of a header field: letters, digits and hyphens, no blank and no colon.',
  'options.header-reserved': 'Sendoff writes the field {name} itself.',
  'options.unsubscribe-long':
    'The address to unsubscribe at “{address}” is too long: it may have {max} characters.',
  'options.unsubscribe': '“{address}” is no address to unsubscribe at: it begins with https:// or mailto:.',
  'options.list-id':
    '“{id}” is no name of a list: letters, digits, dots and hyphens, as in news.example.org.',
  'options.thread': '“{id}” is no Message-ID.',
} as const
