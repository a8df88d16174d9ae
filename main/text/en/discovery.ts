/** The steps of automatic settings, what they found, and what is said of it. */
export const discoveryTexts = {
  'discovery.from.table': 'Sendoff’s own table of providers.',
  'discovery.from.srv': 'The SRV records of {domain}.',
  'discovery.from.autoconfig': 'The settings that {domain} publishes at {place}.',
  'discovery.from.thunderbird': 'Thunderbird’s public database, for {domain}.',
  'discovery.from.mx-table':
    '{name} takes the mail of {domain} (mail exchanger {mx}); its settings are in Sendoff’s table.',
  'discovery.from.mx-autoconfig': '{mx} takes the mail of {domain}; {place} publishes the settings.',
  'discovery.from.probe':
    'It answers there, with a valid certificate. The user name is a guess: your address.',

  'discovery.confirm.outside':
    '{host} is outside {domain}, and name service answers can be forged on the way. Use it only if you know that this is who carries your mail.',
  'discovery.confirm.for-others': 'The file does not list {domain} among its domains.',
  'discovery.confirm.plain':
    'Without encryption anyone on the way can read your mail. Your password is not sent there unless you allow exactly that.',

  'discovery.hint.google':
    'Google takes no account password here: use web sign-in, or an app password (made in your Google account, with 2-step verification on).',
  'discovery.hint.microsoft': 'Microsoft takes web sign-in here, and no account password.',
  'discovery.hint.microsoft-365':
    'Microsoft 365 takes web sign-in here. The administrator may have to switch “Authenticated SMTP” on for your mailbox.',
  'discovery.hint.app-password':
    'The account password is not taken here: make an app password in the provider’s account settings.',
  'discovery.hint.proton':
    'Proton takes an SMTP token here (a paid plan with a domain of your own). Other accounts need Proton Mail Bridge.',
  'discovery.hint.code':
    'The provider wants an authorisation code here, made in its web mail, and no account password.',
  'discovery.hint.switch-on': 'Sending by a program has to be switched on in the provider’s web mail first.',

  'discovery.found': '{host}, port {port}, {security}',
  'discovery.security.implicit': 'TLS',
  'discovery.security.starttls': 'STARTTLS',
  'discovery.security.none': 'not encrypted',
  'discovery.and-more': '{first}, and {n} more',

  'discovery.table.none': '{domain} is not in it.',
  'discovery.srv.running': 'Asking for _submissions._tcp.{domain} and _submission._tcp.{domain}',
  'discovery.srv.none': '{domain} has no such records.',
  'discovery.srv.not-offered': '{domain} says that it offers no submission.',
  'discovery.srv.odd': 'The records of {domain} name no host and port that can be used.',
  'discovery.srv.failed': 'The name service did not answer for {domain} ({code}).',
  'discovery.autoconfig.running': 'Asking {first} and {second}',
  'discovery.autoconfig.none': 'Neither {first} nor {second} has a file of settings.',
  'discovery.thunderbird.consent':
    'Not asked yet. Only the domain {domain} would be sent, never the address.',
  'discovery.thunderbird.running': 'Asking about {domain}',
  'discovery.thunderbird.none': 'It does not know {domain}.',
  'discovery.mx.running': 'Asking who takes the mail of {domain}',
  'discovery.mx.none': '{domain} has no mail exchanger.',
  'discovery.mx.null': '{domain} says that it takes no mail.',
  'discovery.mx.own': '{domain} runs its own: {mx}.',
  'discovery.mx.unknown': '{mx} takes its mail; nothing is known about that.',
  'discovery.mx.failed': 'The mail exchangers of {domain} could not be looked up ({code}).',
  'discovery.probe.running': 'Connecting to {hosts}, ports 465 and 587; nobody signs in',
  'discovery.probe.none': 'None of {hosts} offers submission with TLS at 465 or 587.',
  'discovery.probe.certificate': '{host}:{port} has a certificate that does not pass for that name.',
  'discovery.probe.no-tls': '{host}:{port} offers no STARTTLS.',
  'discovery.probe.no-auth': '{host}:{port} offers no sign-in.',

  'discovery.file.bad': 'What {place} gives {why}.',
  'discovery.file.no-server': 'The file of {place} names no outgoing server that can be used.',
  'discovery.get.web-page':
    '{place} answers with a web page and no settings; a network that wants a sign-in of its own does that.',
  'discovery.get.insecure': '{place} leads to an unencrypted address, which is not followed.',
  'discovery.get.redirects': '{place} leads on more than {n} times.',
  'discovery.get.redirect-bad': '{place} leads to an address that cannot be used.',
  'discovery.get.status': '{place} answers with status {status}.',
  'discovery.get.too-large': '{place} gives more than 256 kB.',
  'discovery.get.not-text': 'What {place} gives is not UTF-8 text.',
  'discovery.get.certificate': 'The certificate of {place} does not pass.',
  'discovery.get.network': '{place} could not be reached ({detail}).',
  'discovery.timeout': 'No answer within {seconds} s.',

  'discovery.skipped': 'Not asked: it is known already.',
  'discovery.skipped.practice': 'Not asked: practice.test is the practice server’s, on this computer.',
  'discovery.skipped.local': 'Not asked: {domain} is no domain that others know.',
  'discovery.cancelled': 'Stopped.',
  'discovery.no-network': 'This program was started without a network for it.',
  'discovery.fault': 'A fault of Sendoff’s own stopped this step.',
} as const
