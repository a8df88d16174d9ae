/** What is said of the settings of a server. */
export const serverTexts = {
  'server.password-again':
    'The stored password is for {old}. Type the one for {host}: it is another domain, and no password goes there unasked.',
  'server.certificate-again':
    'The client certificate was chosen for {old}. Choose the one for {host}, or remove it: it is another domain.',
  'server.proxy-again':
    'The stored password is for the proxy {old}. Type the one for {host}: it is another domain, and no password goes there unasked.',
  'server.certificate-work':
    'The file asks for its passphrase to be hashed more often than the {most} times that are done here, or does not say how often. Export it again, for example with: openssl pkcs12 -export -iter 100000.',
} as const
