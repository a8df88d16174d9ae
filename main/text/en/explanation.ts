/** The sentences around a cause. */
export const explanationTexts = {
  'explanation.taken-for-others': '{server} took the message for {accepted}.',
  'explanation.block-list': 'The list is {list}.',
  'explanation.practice': 'The practice server did this on purpose.',

  'explanation.mover.you': 'Yours.',
  'explanation.mover.recipient': 'The recipient’s side.',
  'explanation.mover.your-provider': 'Your provider’s.',
  'explanation.mover.your-administrator': 'Your organisation’s administrator.',
  'explanation.mover.their-provider': 'The recipient’s side.',
  'explanation.mover.nobody': 'Nobody’s.',
  'explanation.next': 'It is tried again at {time}.',
  'explanation.next-day': 'It is tried again on {day} at {time}.',
  'explanation.would-be-refused-again': 'Unchanged, it would be refused again.',
  'explanation.waits': 'It is not tried again by itself.',

  'explanation.code': 'Code {code}',
  'explanation.code-enhanced': 'Code {code}, enhanced {enhanced}',
  'explanation.code-named': '{code}: {name}',
  'explanation.no-code.network': 'No code: no reply came',
  'explanation.no-code.timeout': 'No code: the reply never came',
  'explanation.no-code.tls': 'No code: the TLS handshake did not succeed',
  'explanation.no-code.certificate': 'No code: the certificate did not pass',
  'explanation.no-code.protocol': 'No code: what came is no reply',
  'explanation.no-code.local': 'No code: refused by Sendoff',
  'explanation.no-code.detail': '{what} ({detail})',

  'explanation.command.greeting': 'Greeting',
  'explanation.command.final-dot': 'After the final dot',

  'glossary.after.connect': 'connection',
  'glossary.after.greeting': 'greeting',
  'glossary.after.end-of-data': 'end of the data',
  'glossary.registry': 'IANA registry',

  'explanation.this-recipient': 'this recipient',
  'explanation.mailbox-of': 'of {recipient}',
  'explanation.this-sender': 'this sender',
  'explanation.the-proxy': 'of the settings',
  'explanation.through-proxy':
    'The connection went through the proxy {proxy}, which may have led to another server or changed it.',
  'explanation.in-flight':
    'Several messages were under way on the connection at once (“Queue in flight” of {server}). Some servers fail with that, Dovecot and chasquid among them: if it happens again, switch it off.',
  'explanation.given': 'at the address given',
  'explanation.domain-of-sender': 'the sender’s domain',
  'explanation.domain': 'the recipient’s domain',
  'explanation.some-recipients': '{count} recipients',
  'explanation.and': '{first} and {last}',
  'explanation.and-others': '{first} and {count} others',
  'explanation.the-server': 'the server',
  'explanation.your-address': 'your address',
  'explanation.as-user': ' as {user}',
} as const
