import type { PackageSet } from './packages.ts'
import { password, users, type RealServer } from './server.ts'
import { startServer, writeFileLines, type Ground } from './start.ts'

/** Debian 12's own version fails every TLS handshake under OpenSSL 3. */
export const opensmtpdPackages: PackageSet = {
  name: 'opensmtpd',
  packages: ['opensmtpd'],
  suite: 'bookworm-backports',
}

function configuration({ starttlsPort, tlsPort }: Ground): string {
  return `
pki mail.test cert "/etc/smtpd/server.pem"
pki mail.test key "/etc/smtpd/server.key"
table credentials file:/etc/smtpd/credentials
table mailboxes file:/etc/smtpd/mailboxes
smtp max-message-size 100000
filter later phase rcpt-to match rcpt-to "later@mail.test" reject "450 4.2.1 Mailbox busy, try again later"
listen on 127.0.0.1 port ${starttlsPort} tls-require pki mail.test auth <credentials> hostname mx.mail.test filter later
listen on 127.0.0.1 port ${tlsPort} smtps pki mail.test auth <credentials> hostname mx.mail.test filter later
action deliver maildir userbase <mailboxes>
match from any auth for domain "mail.test" action deliver
`
}

function prepare(ground: Ground): string {
  return [
    "printf 'opensmtpd:x:5021:5021::/var/lib/opensmtpd/empty:/bin/false\\nopensmtpq:x:5022:5022::/var/lib/opensmtpd/empty:/bin/false\\n' >> /etc/passwd",
    "printf 'opensmtpd:x:5021:\\nopensmtpq:x:5022:\\n' >> /etc/group",
    'mkdir -p /etc/smtpd /var/lib/opensmtpd/empty /var/spool/smtpd',
    'chmod 0711 /var/spool/smtpd',
    'install -d -o 8 -g 8 /var/vmail',
    `install -m 0600 ${ground.certFile} ${ground.keyFile} /etc/smtpd/`,
    writeFileLines('/etc/smtpd/smtpd.conf', configuration(ground)),
    writeFileLines('/etc/smtpd/mailboxes', 'ann 8:8:/var/vmail\nbob 8:8:/var/vmail'),
    `hash=$(printf '%s' '${password}' | openssl passwd -6 -stdin)`,
    ': > /etc/smtpd/credentials',
    ...users.map((user) => `printf '%s %s\\n' '${user}' "$hash" >> /etc/smtpd/credentials`),
  ].join('\n')
}

/** OpenSMTPD with a table of credentials; both users share one Maildir. */
export async function startOpensmtpd(tree: string): Promise<RealServer> {
  return await startServer({
    name: 'OpenSMTPD',
    tree,
    prepare,
    command: () => 'smtpd -d -f /etc/smtpd/smtpd.conf',
    mailDir: 'var/vmail',
  })
}
