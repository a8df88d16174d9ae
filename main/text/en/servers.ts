/** What is said of the settings of a server. */
export const serverTexts = {
  'server.password-again':
    'The stored password is for {old}. Type the one for {host}: it is another domain, and no password goes there unasked.',
  'server.certificate-again':
    'The client certificate was chosen for {old}. Choose the one for {host}, or remove it: it is another domain.',
  'server.proxy-again':
    'The stored password is for the proxy {old}. Type the one for {host}: it is another domain, and no password goes there unasked.',
} as const
