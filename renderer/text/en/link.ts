// A link of a message, before it is opened.
export const link = {
  'link.title': 'Open this link in the browser?',
  'link.title.refused': 'This link is not opened',
  'link.host': 'It leads to',
  'link.address': 'Whole address',
  'link.says': 'The message shows {said}, but the link leads to {host}.',
  'link.alphabet':
    'The name has letters of another alphabet, which may look like a name that you know. It is shown as networks write it.',
  'link.refused.no-https':
    'The address does not begin with https: what comes from there can be read and changed on the way. You can copy it and open it yourself.',
  'link.refused.user-name':
    'The address has a user name in front of the host, which hides where it leads. You can copy it and open it yourself.',
  'link.copy': 'Copy address',
  'link.copied': 'Copied',
  'link.open': 'Open in browser',
} as const
