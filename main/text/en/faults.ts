// Texts for what no reply explains: look-up, connection, TLS, certificate, this computer.

export const faultCauseTexts = {
  'cause.network-name-not-found.title': 'There is no server named {host}',
  'cause.network-name-not-found.what': 'The name could not be found in DNS. No connection was opened.',
  'cause.network-name-not-found.advice': 'Check the host name of this server.',

  'cause.network-lookup-failed.title': 'The name {host} could not be looked up',
  'cause.network-lookup-failed.what': 'The name service did not answer. No connection was opened.',
  'cause.network-lookup-failed.advice': 'If it lasts, check your internet connection.',

  'cause.network-offline.title': 'This computer is not connected',
  'cause.network-offline.what': 'There is no way into the network. No connection was opened.',
  'cause.network-offline.advice': 'It goes out when the network is back.',

  'cause.network-refused.title': '{host} does not take connections on port {port}',
  'cause.network-refused.what':
    'The computer is there and turned the connection away before a word was said.',
  'cause.network-refused.advice': 'Check host and port of this server.',

  'cause.network-port-blocked.title': 'This network does not let mail through on port {port}',
  'cause.network-port-blocked.what':
    'Port {otherPort} of {host} answers from here, and port {port} does not. No connection was opened on it.',
  'cause.network-port-blocked.advice':
    'Choose the port that answers for this server, or use another network.',

  'cause.network-captive-portal.title': 'This network asks you to sign in first',
  'cause.network-captive-portal.what':
    'A web page answered in place of {host}. Nothing was sent, and no password.',
  'cause.network-captive-portal.advice': 'Open a web page, sign in to the network, then send now.',

  'cause.network-port-redirected.title': 'Another server answers in place of {host}',
  'cause.network-port-redirected.what':
    'This network leads port {port} to a server of its own. Nothing was sent, and no password.',
  'cause.network-port-redirected.advice': 'Use port 587 or 465 for this server, or another network.',

  'cause.tls-spoken-first.title': 'Port {port} of {host} speaks TLS from the start',
  'cause.tls-spoken-first.what': 'It was spoken to without TLS. Nothing was sent, and no password.',
  'cause.tls-spoken-first.advice': 'Choose TLS for this server, or the port for STARTTLS, usually 587.',

  'cause.tls-old-protocol.title': '{host} knows only outdated encryption',
  'cause.tls-old-protocol.what':
    'It offers no version of TLS that is still safe. Your message was not sent in the open.',
  'cause.tls-old-protocol.advice': 'Ask your provider to switch on TLS 1.2 or later.',

  'cause.tls-offer-blanked.title': 'Something on the way hides the encryption of {host}',
  'cause.tls-offer-blanked.what':
    'The offer of encryption was overwritten before it came here. Nothing was sent in the open.',
  'cause.tls-offer-blanked.advice':
    'Choose TLS on port 465, or another network. A firewall or virus scanner does this.',

  'cause.certificate-self-signed.title': 'The certificate of {host} vouches only for itself',
  'cause.certificate-self-signed.what': 'Nobody else has signed it. Nothing was sent, and no password.',
  'cause.certificate-self-signed.advice': 'Ask your provider for the fingerprint before you trust it.',

  'cause.certificate-scanner.title': 'A virus scanner stands between you and {host}',
  'cause.certificate-scanner.what':
    'The certificate comes from it, not from the server. Nothing was sent, and no password.',
  'cause.certificate-scanner.advice':
    'Switch off its scanning of outgoing mail, or trust its certificate for this server.',

  'cause.network-unreachable.title': '{host} cannot be reached',
  'cause.network-unreachable.what': 'The network knows no way to this address. No connection was opened.',
  'cause.network-unreachable.advice': 'If it lasts, check your internet connection.',

  'cause.network-timeout.title': '{host} did not answer on port {port}',
  'cause.network-timeout.what': 'No connection came about in time. A network on the way may block this port.',
  'cause.network-timeout.advice': 'If it lasts, check host and port, or try another network.',

  'cause.network-closed.title': 'The connection to {host} broke off',
  'cause.network-closed.what':
    'It ended before the message was handed over. Nobody has it from this attempt.',
  'cause.network-closed.advice': 'If it lasts, check your internet connection.',

  'cause.network-failed.title': 'No connection to {host} came about',
  'cause.network-failed.what': 'The network gave a reason of its own, which stands below.',
  'cause.network-failed.advice': 'If it lasts, check host, port and your internet connection.',

  'cause.proxy-unreachable.title': 'The proxy {proxy} cannot be reached',
  'cause.proxy-unreachable.what':
    'The way to {host} leads through it. The server was not asked, and nothing was sent.',
  'cause.proxy-unreachable.advice': 'Check host and port of the proxy, under the server’s settings.',

  'cause.proxy-sign-in.title': 'The proxy {proxy} refused the sign-in',
  'cause.proxy-sign-in.what':
    'It is the proxy that wants a user name and password of its own; {host} was not asked, and nothing was sent to it.',
  'cause.proxy-sign-in.advice': 'Check user name and password of the proxy, under the server’s settings.',

  'cause.proxy-refused.title': 'The proxy {proxy} opened no connection to {host}',
  'cause.proxy-refused.what':
    'It was reached, and did not let this connection through. Nothing was sent to the server.',
  'cause.proxy-refused.advice': 'Ask whoever runs the proxy whether it lets mail through on port {port}.',

  'cause.proxy-fault.title': 'The proxy {proxy} does not answer as one does',
  'cause.proxy-fault.what':
    'What came back is no answer to a request for a connection. {host} was not asked, and nothing was sent.',
  'cause.proxy-fault.advice': 'Check kind, host and port of the proxy, under the server’s settings.',

  'cause.reply-timeout.title': '{host} stopped answering',
  'cause.reply-timeout.what':
    'The reply to this command did not come in time. The connection was closed; nobody has the message from this attempt.',
  'cause.reply-timeout.advice': 'If it lasts, ask the operator of that server.',

  'cause.tls-failed.title': 'No encrypted connection to {host} came about',
  'cause.tls-failed.what':
    'The two sides could not agree on encryption. Your message was not sent in the open.',
  'cause.tls-failed.advice': 'If it lasts, check security and port of this server, or tell your provider.',

  'cause.tls-not-spoken.title': 'Port {port} of {host} does not speak TLS from the start',
  'cause.tls-not-spoken.what': 'Something other than TLS came back. Your message was not sent in the open.',
  'cause.tls-not-spoken.advice': 'Choose STARTTLS for this server, or the port for TLS, usually 465.',

  'cause.tls-not-offered.title': '{host} does not offer encryption',
  'cause.tls-not-offered.what':
    'This server is set to STARTTLS, and it was not offered. Nothing was sent in the open.',
  'cause.tls-not-offered.advice': 'Try TLS on port 465, or ask your provider for the right settings.',

  'cause.certificate-wrong-name.title': 'The certificate is not for {host}',
  'cause.certificate-wrong-name.what': 'Another name stands in it. Nothing was sent, and no password.',
  'cause.certificate-wrong-name.advice':
    'Check the host name of this server against the one your provider names.',

  'cause.certificate-expired.title': 'The certificate of {host} has expired',
  'cause.certificate-expired.what': 'It is past its last day. Nothing was sent, and no password.',
  'cause.certificate-expired.advice': 'Tell your provider, and check the clock of this computer.',

  'cause.certificate-not-yet-valid.title': 'The certificate of {host} is not valid yet',
  'cause.certificate-not-yet-valid.what':
    'Its first day is still to come. Nothing was sent, and no password.',
  'cause.certificate-not-yet-valid.advice': 'Check the clock of this computer, then tell your provider.',

  'cause.certificate-untrusted.title': 'Nobody known vouches for the certificate of {host}',
  'cause.certificate-untrusted.what':
    'It is signed by itself or by an issuer that this computer does not know. Nothing was sent, and no password.',
  'cause.certificate-untrusted.advice':
    'Check the host name. Ask your provider for the fingerprint before you trust it.',

  'cause.certificate-pin-changed.title': '{host} shows another certificate than the one you trust',
  'cause.certificate-pin-changed.what':
    'The key differs from the pinned one. Nothing was sent, and no password.',
  'cause.certificate-pin-changed.advice': 'Ask your provider whether the key was changed.',

  'cause.certificate-invalid.title': 'The certificate of {host} does not pass',
  'cause.certificate-invalid.what': 'It could not be verified. Nothing was sent, and no password.',
  'cause.certificate-invalid.advice': 'Give your provider the reason that stands below.',

  'cause.protocol-fault.title': '{host} answered something that is no mail reply',
  'cause.protocol-fault.what': 'The connection was closed, since nobody could say what the answer meant.',
  'cause.protocol-fault.advice': 'If it lasts, check host and port; another service may answer there.',

  'cause.local-address.title': 'An address cannot be sent to',
  'cause.local-address.what': 'Sendoff refused it before anything was sent.',
  'cause.local-address.advice': 'Correct the address.',

  'cause.local-smtputf8.title': '{server} takes only addresses in plain letters',
  'cause.local-smtputf8.what':
    'An address has letters that this server does not offer to carry. Sendoff refused it before anything was sent.',
  'cause.local-smtputf8.advice': 'Use an address without such letters, or another server.',

  'cause.local-size.title': 'The message is larger than {server} takes',
  'cause.local-size.what': 'The server has announced its limit. Sendoff refused before anything was sent.',
  'cause.local-size.advice': 'Make the files smaller, or share them with a link.',

  'cause.local-eight-bit.title': '{server} cannot take this message as it is',
  'cause.local-eight-bit.what':
    'It holds data that this server does not offer to carry. Sendoff refused before anything was sent.',
  'cause.local-eight-bit.advice': 'Edit the message, or use another server.',

  'cause.local-sign-in-unprotected.title': 'The password was not sent over an open connection',
  'cause.local-sign-in-unprotected.what':
    'The connection to {host} is not encrypted, so Sendoff did not sign in.',
  'cause.local-sign-in-unprotected.advice': 'Switch on STARTTLS or TLS for this server.',

  'cause.local-no-mechanism.title': '{server} and Sendoff have no common way to sign in',
  'cause.local-no-mechanism.what':
    'None of the ways that the server offers can be used. No password was sent.',
  'cause.local-no-mechanism.advice':
    'Check port and security of the server; most offer sign-in only with TLS.',

  'cause.local-password-missing.title': 'There is no password for {server}',
  'cause.local-password-missing.what':
    'It is not stored, or was kept for an earlier session only. No connection was opened.',
  'cause.local-password-missing.advice': 'Enter the password; what waits for it then goes out.',

  'cause.keychain-closed.title': 'The keychain did not give the secret for {server}',
  'cause.keychain-closed.what':
    'The keychain of this computer is locked, or does not answer. No connection was opened, and nothing was refused.',
  'cause.keychain-closed.advice':
    'Unlock it, then choose “Try the keychain again”; what waits for {server} then goes out.',

  'cause.oauth-sign-in-needed.title': 'The web sign-in for {server} is needed again',
  'cause.oauth-sign-in-needed.what':
    'There is no token that may be used: it was taken back, has run out, or nobody has signed in yet. Nothing was sent.',
  'cause.oauth-sign-in-needed.advice':
    'Sign in on the page of the provider; what waits for it then goes out.',

  'cause.oauth-unreachable.title': 'The sign-in service for {server} could not be reached',
  'cause.oauth-unreachable.what':
    'The token has to be renewed there first. No connection to {host} was opened.',
  'cause.oauth-unreachable.advice': 'It goes out when the service is back.',

  'cause.local-file.title': 'The stored message cannot be read',
  'cause.local-file.what': 'Its file is gone or was changed since it was queued. Nothing was sent.',
  'cause.local-file.advice': 'Edit the message and send it again.',

  'cause.local-mailbox.title': 'The Maildir for {domain} could not be written to',
  'cause.local-mailbox.what':
    'The message stays on this computer, and nothing half of it was left in the folder.',
  'cause.local-mailbox.advice': 'Check the folder and its free space. Its rule stands under Servers, Routes.',

  'cause.local-cancelled.title': 'This attempt was ended before it was through',
  'cause.local-cancelled.what': 'It was stopped from this side, and the message was not handed over by it.',
  'cause.local-cancelled.advice': 'Send it again when you like.',

  'cause.local-policy.title': 'Your administrator does not allow this way of sending',
  'cause.local-policy.what':
    'The policy of this computer forbids it; the reason stands below. No connection was opened.',
  'cause.local-policy.advice': 'Choose another server, or ask your administrator.',

  'cause.local-refused.title': 'Sendoff did not send this message',
  'cause.local-refused.what': 'Something in it cannot be sent; the reason stands below. Nothing was sent.',
  'cause.local-refused.advice': 'Edit the message.',

  'cause.unconfirmed.title': 'It may have arrived. From here, nobody can know',
  'cause.unconfirmed.what': 'The whole message was written. No answer from {host} came after that.',
  'cause.unconfirmed.advice':
    'Sendoff will not send it again by itself. Ask the recipient, or have the log of the server searched for the Message-ID.',
} as const
