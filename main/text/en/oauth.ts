// Web sign-in: what the page in the browser says, and why a sign-in came to nothing.

export const oauthTexts = {
  'oauth.page.done': 'Thank you. You can close this page and go back to Sendoff.',
  'oauth.page.stopped': 'The sign-in was not finished. You can close this page; Sendoff says why.',
  'oauth.page.other': 'There is nothing here.',

  'oauth.step.metadata': 'Settings of the provider',
  'oauth.step.page': 'Sign-in page',
  'oauth.step.token': 'Token',
  'oauth.step.keychain': 'Keychain',

  'oauth.denied.title': 'The sign-in was refused at {provider}',
  'oauth.denied.what':
    'You, or {provider} for you, did not agree that Sendoff sends mail. No token was given.',
  'oauth.denied.move': 'Yours. Sign in again and agree, or use another way to sign in.',

  'oauth.wrong-account.title': 'You signed in with another account',
  'oauth.wrong-account.what':
    'This server is for {wanted}, and the sign-in was for {account}. The token was thrown away.',
  'oauth.wrong-account.move': 'Yours. Sign in again with the account that this server is for.',

  'oauth.admin-consent.title': '{provider} wants an administrator to agree first',
  'oauth.admin-consent.what':
    'Your organisation lets its members use only programs that an administrator has agreed to. No token was given.',
  'oauth.admin-consent.move':
    'Your organisation’s administrator. They open one page and agree that Sendoff sends mail.',

  'oauth.sign-in-again.title': 'The sign-in at {provider} has ended',
  'oauth.sign-in-again.what':
    'It was taken back, or has run out, as it does after a new password or a long time without use.',
  'oauth.sign-in-again.move': 'Yours. Sign in again.',

  'oauth.client.title': '{provider} does not know this client',
  'oauth.client.what': 'The client id, its secret or its redirect address is not as it was registered.',
  'oauth.client.move':
    'Yours. Compare client id and secret with the registration; its redirect address is http://127.0.0.1.',

  'oauth.scope.title': '{provider} does not give this permission',
  'oauth.scope.what': 'The scope that was asked for is not known, or not allowed for this client.',
  'oauth.scope.move': 'Yours. Check the scope, and the permissions of the client where it was registered.',

  'oauth.expired.title': 'The time for the sign-in has run out',
  'oauth.expired.what': 'Nobody signed in at {provider} in time. No token was given.',
  'oauth.expired.move': 'Yours. Start the sign-in again.',

  'oauth.offline.title': '{provider} cannot be reached',
  'oauth.offline.what': 'No connection to the sign-in service came about ({detail}).',
  'oauth.offline.move': 'Yours. Check your internet connection, then sign in again.',

  'oauth.no-answer.title': '{provider} did not answer the sign-in',
  'oauth.no-answer.what': 'Its sign-in service gave no answer in time, or said that it is out of order.',
  'oauth.no-answer.move': 'Nobody. Try again in a while.',

  'oauth.not-https.title': 'The sign-in would not be encrypted',
  'oauth.not-https.what':
    '{provider} names an address without https ({detail}). Nothing secret was sent to it.',
  'oauth.not-https.move': 'Your provider. Until it uses https, sign in another way.',

  'oauth.metadata.title': '{provider} does not say where to sign in',
  'oauth.metadata.what': 'Its metadata cannot be used: {detail}.',
  'oauth.metadata.move': 'Yours. Check the address of the issuer with your provider.',

  'oauth.no-device-flow.title': '{provider} has no sign-in with a code',
  'oauth.no-device-flow.what': 'It signs in through a browser on this computer only.',
  'oauth.no-device-flow.move': 'Yours. Sign in with the browser.',

  'oauth.mixed-up.title': 'The answer did not come from {provider}',
  'oauth.mixed-up.what': 'It does not belong to this sign-in ({detail}). It was thrown away.',
  'oauth.mixed-up.move': 'Yours. Sign in again; if it happens again, do not sign in over this network.',

  'oauth.keychain.title': 'The sign-in could not be kept',
  'oauth.keychain.what': 'You signed in at {provider}, and the keychain did not take the token ({detail}).',
  'oauth.keychain.move': 'Yours. Unlock the keychain of this system, then sign in again.',

  'oauth.refused.title': '{provider} refused the sign-in',
  'oauth.refused.what': 'It gave a reason of its own. {detail}',
  'oauth.refused.move': 'Yours. Sign in again, or ask your provider about its answer.',

  'oauth.request':
    'Please agree that our organisation uses the mail program Sendoff to send mail (SMTP.Send).\nOne page does it: {address}\nClient id: {clientId}',
  'oauth.request.plain':
    'Please agree at {provider} that our organisation uses the mail program Sendoff to send mail.',

  'oauth.revoked': 'The sign-in was removed here and taken back at {provider}.',
  'oauth.not-revoked': 'The sign-in was removed here. {provider} could not be told: {why}',
  'oauth.not-revocable': 'The sign-in was removed here. {provider} has no way for a program to take it back.',
  'oauth.by-hand': 'You can take it back yourself at {address}.',
  'oauth.none-kept': 'There was no sign-in to remove.',

  'oauth.note.renewed': 'the token ended soon and was renewed',
  'oauth.note.refused': 'the token was refused, and was renewed for a second session',
  'oauth.refreshed': 'The server refused the token; it was renewed once, and the server took the new one.',
  'oauth.changed-since': 'The settings of the web sign-in were changed after you signed in. Sign in again.',
  'oauth.gone': 'This sign-in is not there any more. Sign in again.',
  'oauth.open': 'A token is never sent without encryption. Choose STARTTLS or TLS for a web sign-in.',
  'oauth.missing': 'There is no sign-in yet. Sign in with the provider first.',
} as const
