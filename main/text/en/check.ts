/** What a server check says beside a cause. */
export const checkTexts = {
  'check.auth-failed.what':
    'Everything up to here worked, TLS included. The server then refused the sign-in.',
  'check.auth-failed.full-address': 'Many providers want the full address as user name; yours is “{user}”.',
  'check.test-message.subject': 'Test message from Sendoff',
  'check.test-message.text':
    'This is a test message. Sendoff sent it to show that the outgoing server {host} takes mail from {sender}. Nobody has to answer it.',
} as const
