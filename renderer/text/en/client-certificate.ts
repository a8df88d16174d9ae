export const clientCertificate = {
  'clientCertificate.title': 'Client certificate',
  'clientCertificate.hint':
    'Only where the server asks for one. Certificate and key are kept where the passwords are',
  'clientCertificate.choose': 'Choose a file …',
  'clientCertificate.paste': 'Or paste certificate and key (PEM)',
  'clientCertificate.passphrase': 'Passphrase of the key',
  'clientCertificate.passphraseHint': 'Empty: the key is not encrypted',
  'clientCertificate.until': 'Valid to',
  'clientCertificate.soon': 'It ends on {date}: ask for a new one in time.',
  'clientCertificate.expired': 'It ended on {date}: the server may refuse it.',
  'clientCertificate.replace': 'Replace',
  'clientCertificate.remove': 'Remove the certificate',
  'clientCertificate.removed': 'It is removed, with its key, when you save.',
  'clientCertificate.keep': 'Keep the stored one',
  'clientCertificate.tooBig': '{name} is too big: a certificate with its key has 256 kB at most.',
  'clientCertificate.oneFile': 'Choose one .p12 file, or PEM files only.',
} as const
