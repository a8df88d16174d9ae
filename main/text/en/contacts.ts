export const contactTexts = {
  'contacts.pick': 'Import contacts',
  'contacts.file-too-large': '{path} has more than 50 MB; that is no list of contacts.',
  'contacts.file-empty': 'There is neither a vCard nor a row in this file.',
  'domain.takes-mail': '{domain} takes mail at {host}.',
  'domain.own-address': '{domain} names no mail exchanger, but has an address that may take mail.',
  'domain.null-mx': '{domain} says that it takes no mail at all (null MX).',
  'domain.none': 'There is no domain {domain}.',
  'domain.no-mail': '{domain} has no host that could take mail.',
  'domain.no-answer': 'The name service gave no answer about {domain}. Nothing is known of it now.',
} as const
