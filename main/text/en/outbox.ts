/** Findings of Send, notes on attempts, the proof of hand-over, and notices of the outbox. */
export const outboxTexts = {
  'send.no-sender': 'Choose the address that it is sent from.',
  'send.no-server': 'Choose the outgoing server that it is sent through.',
  'send.sender-not-taken':
    '{server} does not take {address} as a sender: it is not among the addresses that its settings allow. Choose another sender or another server.',
  'copy.failed': 'The copy could not be written to {path}: {why}.',
  'copy.none-failed': 'No copy of this message is missing.',
  'copy.full': 'the disk is full ({code})',
  'copy.not-allowed': 'this folder may not be written to ({code})',
  'copy.no-folder': 'there is a file where a folder should be ({code})',
  'copy.not-there': 'the folder is not there and could not be made ({code})',
  'send.nobody-left':
    'Everyone named here has the message already, or may have it. Take an address out and put it in again to send it there once more.',
  'send.content-gone': 'What was typed for this message ({file}) cannot be read.',
  'send.not-possible': 'This is not possible for a message that is {state}.',
  'send.invitation-time':
    'The beginning or the end of the invitation is no time that the clocks show in {zone}.',
  'send.invitation-end': 'The invitation ends before it begins.',
  'send.time-passed': 'That time has passed. Choose a later one.',
  'send.limit-passed': 'The latest time has passed.',
  'send.limit-before-time': 'The latest time is before the time to send.',
  'send.no-time': '{time} is no date and time.',
  'send.no-zone': '{zone} is no time zone that this computer knows.',
  'send.skipped-time': '{time} does not exist in {zone}: the clocks are put forward over it.',
  'send.is-sending': 'The message is being sent just now, or was deleted.',
  'attempt.reused': 'Sent over the session that was open from the message before.',
  'bounce.failed': '{server} took the message. Later {who} would not take it for {address}.',
  'bounce.delayed': '{server} took the message. For {address}, {who} has not taken it yet.',
  'bounce.stranger': 'For {address}, {who} would not take it.',
  'bounce.somebody': 'a server on the way',
  'attempt.flight':
    'Several messages were under way on this connection (“Queue in flight”), which some servers, Dovecot and chasquid among them, do not bear. For an hour this server is sent one message at a time.',
  'attempt.limits':
    'All or none was asked for more recipients than the server takes in one transaction (LIMITS).',
  'attempt.mx-next': '{host} ({address}) did not take the connection: {detail}',
  'attempt.mx-tls-failed': 'TLS with {host} failed ({detail}); it was tried without TLS on a new connection.',
  'attempt.mx-clear': 'Without TLS: {host} offered none that works. Anyone on the way could read it.',
  'attempt.mx-unverified':
    'With TLS, but it was not verified who {host} is: anyone on the way could have posed as it.',
  'maildir.found': 'It was found in the Maildir after the program had been cut off: it had been put there.',
  'maildir.delivered': 'Put into the Maildir {path}.',
  'lane.mx': 'MX of {domain}',
  'lane.maildir': 'Maildir of {domain}',
  'proof.maildir': 'Put into the Maildir {path} at {at}',
  'proof.line': 'Handed to {place} {over} at {at}{queued}',
  'proof.tls': 'over {protocol}',
  'proof.no-tls': 'without TLS',
  'proof.queue-id': ', queue id {id}',
  'proof.for': 'For: {addresses}',
  'notice.unconfirmed.one':
    'A message was cut off after its final dot: it may have arrived. It waits for your choice.',
  'notice.unconfirmed.many':
    '{count} messages were cut off after their final dot: they may have arrived. They wait for your choice.',
  'notice.spool':
    'A message in the outbox was damaged on the disk and was set aside. Edit it to make it anew.',
  'notice.spool-detail': '{problem} It is kept as {name}.',
  'notice.unreadable.one':
    'The record of a message in the outbox cannot be read. It is left where it is, with its files, and not sent.',
  'notice.unreadable.many':
    'The records of {count} messages in the outbox cannot be read. They are left where they are, with their files, and not sent.',
  'notice.unreadable-detail': 'outbox.db: {ids}',
  'recovered.subject': 'Recovered: {subject}',
  'notice.recovered.one':
    'A message without a record was found on the disk. It is among the drafts, as “Recovered”.',
  'notice.recovered.many':
    '{count} messages without a record were found on the disk. They are among the drafts, as “Recovered”.',
  'notice.secrets': 'Passwords are kept for this session only.',
  'notice.secrets-problem': 'Some stored passwords could not be read or moved.',
  'practice.server': 'Practice server',
  'practice.server-wrong': 'Practice server, refused password',
  'practice.you': 'You',
  'practice.subject': 'Hello from Sendoff',
  'practice.subject-scenario': 'Practice: {shows}',
  'practice.text':
    'This message goes to the practice server on this computer. Nothing leaves it.\n\nSend it, and watch the transcript: it is a real session over TLS.\n',
} as const
