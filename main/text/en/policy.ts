export const policyTexts = {
  'policy.line': 'line {line}',
  'policy.no-json': 'It is not JSON from here on.',
  'policy.twice': 'It is locked and given as a default; it can be one of them.',
  'policy.no-server': 'Mail may go over given servers alone, and none is given.',
  'policy.server-without-tls': 'TLS is required by the rules, and this server has none.',
  'policy.who': 'your administrator',
  'policy.locked': '{name} is set by {who} and cannot be changed here.',
  'policy.only-given': 'Mail goes over the servers that {who} gave; others are not added here.',
  'policy.frozen':
    'The administrator’s file cannot be used. Until it is put right, no server is added or changed.',
  'policy.given-stays':
    '{server} is given by {who}; only your name, address and sign-in are yours to change.',
  'policy.no-delete': '{server} is given by {who} and cannot be deleted.',
  'policy.no-trust': 'Trusting a certificate by hand is not allowed by {who}.',
  'policy.no-mx': 'Sending straight to mail exchangers is not allowed by {who}.',
  'policy.no-practice': 'The practice server is switched off by {who}.',
  'policy.no-plain': '{server} has no TLS, and {who} requires it.',
  'policy.not-given': '{server} is not one of the servers that {who} gave.',
  'notice.policy':
    'The administrator’s policy file cannot be used. What it may forbid is forbidden until it is put right.',
} as const
