import type { PackageSet } from './packages.ts'
import { password, users, type RealServer } from './server.ts'
import { startServer, writeFileLines, type Ground } from './start.ts'

export const eximPackages: PackageSet = {
  name: 'exim',
  packages: [
    'exim4-daemon-heavy',
    'exim4-base',
    'libidn12',
    'libspf2-2',
    'libmariadb3',
    'sasl2-bin',
    'libsasl2-2',
    'libsasl2-modules',
    'libsasl2-modules-db',
  ],
}

function configuration({ starttlsPort, tlsPort }: Ground): string {
  return `
exim_user = Debian-exim
exim_group = Debian-exim
primary_hostname = mx.mail.test
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${starttlsPort} : ${tlsPort}
tls_on_connect_ports = ${tlsPort}
tls_advertise_hosts = *
tls_certificate = /etc/exim4/server.pem
tls_privatekey = /etc/exim4/server.key
notifier_socket =
log_file_path = /var/log/exim4/%slog
pid_file_path = /run/exim.pid
spool_directory = /var/spool/exim4
host_lookup =
rfc1413_query_timeout = 0s
message_size_limit = 100000
accept_8bitmime = true
smtputf8_advertise_hosts = *
chunking_advertise_hosts = *
dsn_advertise_hosts = *
prdr_enable = true
auth_advertise_hosts = \${if def:tls_in_cipher {*}{}}
acl_smtp_vrfy = accept
acl_smtp_mail = check_mail
acl_smtp_rcpt = check_rcpt
acl_smtp_data = accept
never_users =

begin acl
check_mail:
  deny
    !authenticated = *
    message = 530 5.7.0 Authentication required
  accept
check_rcpt:
  defer
    local_parts = later
    message = 450 4.2.1 Mailbox busy, try again later
  require
    verify = recipient
  accept

begin routers
local:
  driver = accept
  domains = mail.test
  local_parts = lsearch;/etc/exim4/mailboxes
  transport = maildir

begin transports
maildir:
  driver = appendfile
  maildir_format
  directory = /var/vmail/$local_part_data
  create_directory
  delivery_date_add
  envelope_to_add
  return_path_add
  user = mail
  group = mail

begin authenticators
plain:
  driver = cyrus_sasl
  public_name = PLAIN
  server_realm =
  server_set_id = $auth1
login:
  driver = cyrus_sasl
  public_name = LOGIN
  server_set_id = $auth1
cram:
  driver = cyrus_sasl
  public_name = CRAM-MD5
  server_set_id = $auth1
scram1:
  driver = cyrus_sasl
  public_name = SCRAM-SHA-1
  server_set_id = $auth1
scram256:
  driver = cyrus_sasl
  public_name = SCRAM-SHA-256
  server_set_id = $auth1
`
}

function prepare(ground: Ground): string {
  return [
    "echo 'Debian-exim:x:5011:5011::/var/spool/exim4:/bin/false' >> /etc/passwd",
    "echo 'Debian-exim:x:5011:' >> /etc/group",
    'mkdir -p /etc/exim4 /etc/sasl2 /var/log/exim4 /var/spool/exim4',
    'chown 5011:5011 /var/log/exim4 /var/spool/exim4',
    'install -d -o 8 -g 8 /var/vmail',
    `install -o 5011 -g 5011 -m 0600 ${ground.certFile} ${ground.keyFile} /etc/exim4/`,
    writeFileLines('/etc/exim4/exim4.conf', configuration(ground)),
    writeFileLines('/etc/exim4/mailboxes', ['ann: ann', 'bob: bob', 'jürgen: jürgen'].join('\n')),
    writeFileLines(
      '/etc/sasl2/exim.conf',
      'pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: /etc/sasldb2\n',
    ),
    'cp /etc/sasl2/exim.conf /usr/lib/sasl2/exim.conf 2>/dev/null || true',
    ...users.map((user) => {
      const [local, domain] = user.split('@')
      return `printf '%s' '${password}' | saslpasswd2 -p -c -u ${domain} -f /etc/sasldb2 ${local}`
    }),
    'chown 5011 /etc/sasldb2',
  ].join('\n')
}

/** Exim (GnuTLS) with Cyrus SASL; local delivery into Maildirs. */
export async function startExim(tree: string): Promise<RealServer> {
  return await startServer({
    name: 'Exim',
    tree,
    prepare,
    command: () => '/usr/sbin/exim4 -bdf',
    mailDir: 'var/vmail',
  })
}
