// The texts of each cause: the fact, what happened, what to do. design.md, Wording: no code, no blame.

/** Causes of a server's reply. */
export const replyCauseTexts = {
  'cause.recipient-unknown.title': 'There is no mailbox {mailbox}',
  'cause.recipient-unknown.what': 'The server knows nobody with this address. Nothing was sent to it.',
  'cause.recipient-unknown.advice': 'Correct the address.',

  'cause.recipient-mailbox-full.title': 'The mailbox {mailbox} is full',
  'cause.recipient-mailbox-full.what': 'There is no room for another message. Nothing was sent to it.',
  'cause.recipient-mailbox-full.advice':
    'Only they can make room. Tell them another way, and send again later.',

  'cause.recipient-disabled.title': 'The mailbox {mailbox} takes no mail any more',
  'cause.recipient-disabled.what': 'The mailbox is closed, locked or moved away. Nothing was sent to it.',
  'cause.recipient-disabled.advice': 'Ask them another way which address they use now.',

  'cause.recipient-restricted.title': 'Mail from you is not taken by {recipient}',
  'cause.recipient-restricted.what':
    'The mailbox or group takes mail only from certain senders, or has blocked yours.',
  'cause.recipient-restricted.advice': 'Ask them or their administrator to allow {sender}.',

  'cause.address-invalid.title': 'An address is not written correctly',
  'cause.address-invalid.what': '{server} could not read {recipient} or {sender} as an address.',
  'cause.address-invalid.advice': 'Look for spaces, missing parts or stray characters in the address.',

  'cause.domain-unknown.title': 'No mail server is known for {domain}',
  'cause.domain-unknown.what': 'The part after the @ of {recipient} does not lead to a mail server.',
  'cause.domain-unknown.advice': 'Check the spelling after the @. If it is right, their DNS has a problem.',

  'cause.domain-no-mail.title': 'No mail is taken at {domain}',
  'cause.domain-no-mail.what': 'This domain has announced that it takes no e-mail at all.',
  'cause.domain-no-mail.advice': 'Ask them for an address at another domain.',

  'cause.sender-rejected.title': 'Mail from {sender} was not accepted',
  'cause.sender-rejected.what': 'The server does not accept this sender address, or cannot find its domain.',
  'cause.sender-rejected.advice': 'Check the From address, or ask your provider about its domain.',

  'cause.sender-not-allowed-for-login.title': 'This sign-in may not send as {sender}',
  'cause.sender-not-allowed-for-login.what':
    'You are signed in{asUser}, and {server} does not let this account use that From address.',
  'cause.sender-not-allowed-for-login.advice':
    'Choose the From address of this account, or have your provider add the other one as an alias.',

  'cause.sender-not-verified.title': '{server} does not know {sender} yet',
  'cause.sender-not-verified.what':
    'The sending service wants the address or its domain to be confirmed first.',
  'cause.sender-not-verified.advice':
    'Confirm the address or the domain in the settings of the service, then send again.',

  'cause.relay-denied.title': '{server} does not pass mail on to {domain} for you',
  'cause.relay-denied.what': 'This usually means that no sign-in took place, or that it is the wrong server.',
  'cause.relay-denied.advice': 'Check the outgoing server and its sign-in.',

  'cause.auth-required.title': '{server} wants a sign-in first',
  'cause.auth-required.what': 'The server takes mail only after a sign-in, and none took place.',
  'cause.auth-required.advice': 'Enter user name and password for this server.',

  'cause.auth-failed.title.token': '{server} did not accept the web sign-in',
  'cause.auth-failed.what.token':
    'Everything up to the sign-in worked. The server then refused the token{asUser}.',
  'cause.auth-failed.advice.token':
    'Sign in again, with the account that the user name of this server stands for.',
  'cause.auth-failed.title': '{server} did not accept user name or password',
  'cause.auth-failed.what': 'Everything up to the sign-in worked. The server then refused it{asUser}.',
  'cause.auth-failed.advice':
    'Enter them again. Some providers want the full address as user name, or an app password.',

  'cause.auth-app-password-needed.title': '{server} wants an app password',
  'cause.auth-app-password-needed.what': 'The provider does not take the normal password from mail programs.',
  'cause.auth-app-password-needed.advice': 'Make an app password in its security settings and enter it here.',

  'cause.auth-oauth-needed.title': '{server} no longer takes passwords',
  'cause.auth-oauth-needed.what':
    'Password sign-in is switched off; the provider wants its own sign-in page (OAuth).',
  'cause.auth-oauth-needed.advice': 'A new password would not help. Sign in with the page of the provider.',

  'cause.auth-smtp-disabled.title': 'Sending by mail program is switched off for this account',
  'cause.auth-smtp-disabled.what':
    'The account or its organisation does not allow sign-in for sending (SMTP).',
  'cause.auth-smtp-disabled.advice':
    'It has to be switched on for this account. A new password would not help.',

  'cause.auth-web-login-needed.title': 'The provider wants to see you in the browser first',
  'cause.auth-web-login-needed.what':
    'The sign-in looked unusual to it, or terms are waiting for your consent.',
  'cause.auth-web-login-needed.advice': 'Sign in on its web site, confirm that it was you, then send again.',

  'cause.auth-method-unsupported.title': '{server} and Sendoff have no common way to sign in',
  'cause.auth-method-unsupported.what':
    'The way of signing in that was tried is not offered, or is too weak.',
  'cause.auth-method-unsupported.advice':
    'Check port and security of the server; most offer sign-in only with TLS.',

  'cause.auth-temporarily-refused.title': '{server} refuses sign-ins for the moment',
  'cause.auth-temporarily-refused.what': 'It could not check the sign-in, or there were too many tries.',
  'cause.auth-temporarily-refused.advice':
    'Wait a while before the next try, so that the account is not locked.',

  'cause.auth-temporarily-refused.advice.your-provider': 'Wait a while. If it lasts, tell your provider.',

  'cause.client-ip-not-authorized.title': '{server} allows this sign-in only from listed addresses',
  'cause.client-ip-not-authorized.what':
    'The internet address that you send from is not on the list of the service.',
  'cause.client-ip-not-authorized.advice':
    'Add your address in the settings of the service, or lift the restriction.',

  'cause.tls-required.title': '{server} wants an encrypted connection',
  'cause.tls-required.what': 'Mail or passwords are not taken over an open connection.',
  'cause.tls-required.advice': 'Switch on STARTTLS or TLS for this server.',

  'cause.tls-required.advice.your-provider':
    'The recipient takes mail only over encrypted ways. Tell your provider.',

  'cause.tls-unavailable.title': '{server} cannot encrypt just now',
  'cause.tls-unavailable.what':
    'The connection could not be encrypted. Your message was not sent in the open.',
  'cause.tls-unavailable.advice': 'If it lasts, tell your provider.',

  'cause.message-too-large.title': 'The message is too large',
  'cause.message-too-large.what': 'The server or the recipient takes no message of this size.',
  'cause.message-too-large.advice': 'Make the files smaller, or share them with a link.',

  'cause.too-many-recipients.title': 'Too many recipients in one message',
  'cause.too-many-recipients.what': '{server} takes fewer recipients at once.',
  'cause.too-many-recipients.advice': 'Send it in smaller groups.',

  'cause.rate-limited.title': '{server} asks to send more slowly',
  'cause.rate-limited.what':
    'Too much mail came in a short time, from you, from your server or to this mailbox.',
  'cause.rate-limited.advice': 'Nothing is lost. It goes out later.',

  'cause.too-many-connections.title': 'Too many connections are open',
  'cause.too-many-connections.what': '{server} allows fewer connections at the same time.',
  'cause.too-many-connections.advice': 'Nothing is lost. It goes out later.',

  'cause.quota-sending-exceeded.title': 'Your sending limit is used up',
  'cause.quota-sending-exceeded.what':
    'The provider lets this account send a certain amount, and it has been reached.',
  'cause.quota-sending-exceeded.advice':
    'Wait until the limit starts afresh, usually the next day, or ask for a higher one.',

  'cause.account-suspended.title': 'Sending is blocked for this account',
  'cause.account-suspended.what': 'The provider has stopped the account, or has not activated it yet.',
  'cause.account-suspended.advice': 'Sign in on its web site to see why, and ask it to unblock you.',

  'cause.greylisted.title': 'The server asks to come back later',
  'cause.greylisted.what':
    'Many servers greet an unknown sender so, once. The next try usually gets through.',
  'cause.greylisted.advice': 'Just wait.',

  'cause.server-busy.title': '{server} has too much to do',
  'cause.server-busy.what': 'The server is short of time or of room. Nothing is wrong with your message.',
  'cause.server-busy.advice': 'If it lasts, its operator has to act.',

  'cause.service-unavailable.title': 'The mail service is not available',
  'cause.service-unavailable.what': 'The server is down, closing, or has a fault of its own.',
  'cause.service-unavailable.advice': 'If it lasts, ask the operator of that server.',

  'cause.timeout.title': 'The connection was too slow or broke off',
  'cause.timeout.what': '{server} waited too long for something and gave up the session.',
  'cause.timeout.advice': 'If it happens again, check your internet connection.',

  'cause.delivery-expired.title': 'A server on the way gave up',
  'cause.delivery-expired.what': 'It tried for a long time and could not reach the server of the recipient.',
  'cause.delivery-expired.advice': 'Check the address, and send again later.',

  'cause.policy-rejected.title': 'A rule of the server stopped the message',
  'cause.policy-rejected.what': 'The reply names a rule and no clearer reason.',
  'cause.policy-rejected.advice':
    'Have the administrator there look, and give them the exact words of the server.',

  'cause.spam-content.title': 'The server took the message for spam',
  'cause.spam-content.what': 'Something in its content or its files looked like spam.',
  'cause.spam-content.advice': 'Write it plainer and remove doubtful links.',

  'cause.attachment-blocked.title': 'A file or a link was stopped as dangerous',
  'cause.attachment-blocked.what':
    'The server does not let this kind of file or link pass, or found a virus.',
  'cause.attachment-blocked.advice':
    'Check your computer for viruses. If the file is harmless, share it in another way.',

  'cause.ip-blocklisted.title': 'The internet address that you send from is blocked',
  'cause.ip-blocklisted.what': 'It is on a block list, or of a kind that may not send directly.',
  'cause.ip-blocklisted.advice':
    'Send through your provider’s server. If you do already, give your provider this reply.',

  'cause.domain-blocklisted.title': 'A domain or a link is on a block list',
  'cause.domain-blocklisted.what': 'The domain of the sender, or one in the message, is listed.',
  'cause.domain-blocklisted.advice':
    'Remove the link, or have the domain taken off the list that the reply names.',

  'cause.poor-reputation.title': 'The receiver distrusts the sending server',
  'cause.poor-reputation.what': 'Much unwanted mail has come from this server or domain.',
  'cause.poor-reputation.advice': 'Tell your provider. It takes some days of clean mail to recover.',

  'cause.spf-dkim-dmarc-failed.title':
    'The receiver could not confirm that the mail comes from {senderDomain}',
  'cause.spf-dkim-dmarc-failed.what': 'The check of the sender’s domain (SPF, DKIM, DMARC) did not pass.',
  'cause.spf-dkim-dmarc-failed.advice':
    'Send through the server that belongs to {senderDomain}, or have its owner correct SPF, DKIM and DMARC.',

  'cause.reverse-dns.title': 'The sending server has no proper name in DNS',
  'cause.reverse-dns.what':
    'The address that the mail comes from has no matching name. Only its operator can correct that.',
  'cause.reverse-dns.advice': 'Tell your provider.',

  'cause.helo-rejected.title': 'The name in the greeting was not accepted',
  'cause.helo-rejected.what': 'Sendoff introduced itself with a name that {server} does not like.',
  'cause.helo-rejected.advice': 'Set a full host name as EHLO name of this server.',

  'cause.smtputf8-unsupported.title': 'The address {mailbox} needs letters that the server cannot handle',
  'cause.smtputf8-unsupported.what': 'A server on the way takes only addresses in plain letters.',
  'cause.smtputf8-unsupported.advice': 'Use an address without such letters, if there is one.',

  'cause.message-malformed.title': 'The message is not put together by the rules',
  'cause.message-malformed.what': 'The server found a header or a line that the standard does not allow.',
  'cause.message-malformed.advice': 'Write it anew. If it happens again, report it as a fault of Sendoff.',

  'cause.syntax-error.title': 'The server did not understand a command',
  'cause.syntax-error.what': 'Sendoff and {server} misunderstood each other.',
  'cause.syntax-error.advice': 'Please report it with the transcript. It is not your fault.',

  'cause.command-unsupported.title': 'The server does not offer a function that was asked for',
  'cause.command-unsupported.what': '{server} does not know this command or option.',
  'cause.command-unsupported.advice': 'Choose another port or another server.',

  'cause.bad-sequence.title': 'The server missed an earlier step',
  'cause.bad-sequence.what': 'This mostly follows from an earlier refusal.',
  'cause.bad-sequence.advice': 'Look at the first refusal in the transcript.',

  'cause.loop.title': 'The message goes round in circles',
  'cause.loop.what': 'It was passed on too often, mostly because of forwarding on the recipient’s side.',
  'cause.loop.advice': 'Tell the recipient another way.',

  'cause.unknown.title': 'We don’t know this answer',
  'cause.unknown.what': 'No rule of ours fits what the server wrote. Its exact words are below.',
  'cause.unknown.advice': 'The exact words may help the operator of that server.',
} as const
