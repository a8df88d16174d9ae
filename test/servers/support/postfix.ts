import type { PackageSet } from './packages.ts'
import { password, users, type RealServer } from './server.ts'
import { startServer, writeFileLines, type Ground } from './start.ts'

export const postfixPackages: PackageSet = {
  name: 'postfix',
  packages: ['postfix', 'sasl2-bin', 'libsasl2-2', 'libsasl2-modules', 'libsasl2-modules-db'],
}

const mailboxes = [...users, 'jürgen@mail.test']

function mainCf(certFile: string, keyFile: string): string {
  return `
compatibility_level = 3.7
queue_directory = /var/spool/postfix
data_directory = /var/lib/postfix
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = /var/log/mail.log
myhostname = mx.mail.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
default_transport = discard
virtual_mailbox_domains = mail.test
virtual_mailbox_base = /var/vmail
virtual_mailbox_maps = texthash:/etc/postfix/vmailbox
virtual_minimum_uid = 8
virtual_uid_maps = static:8
virtual_gid_maps = static:8
message_size_limit = 100000
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtpd_tls_cert_file = ${certFile}
smtpd_tls_key_file = ${keyFile}
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain =
smtpd_client_restrictions =
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access texthash:/etc/postfix/access, permit
smtpd_error_sleep_time = 0
`
}

/** A port that asks for a client certificate and takes mail from those that it knows, by their SHA-256, and from nobody else. */
export interface CertificatePort {
  readonly port: number
  readonly sha256: string
}

function masterCf({ starttlsPort, tlsPort }: Ground, more: PostfixOptions): string {
  const { relayPort, certificatePort } = more
  // name, private, wake-up, process limit, program
  const internal: readonly (readonly [string, string, string, string, string])[] = [
    ['pickup', 'n', '60', '1', 'pickup'],
    ['cleanup', 'n', '-', '0', 'cleanup'],
    ['qmgr', 'n', '300', '1', 'qmgr'],
    ['tlsmgr', '-', '1000?', '1', 'tlsmgr'],
    ['rewrite', '-', '-', '-', 'trivial-rewrite'],
    ['bounce', '-', '-', '0', 'bounce'],
    ['defer', '-', '-', '0', 'bounce'],
    ['trace', '-', '-', '0', 'bounce'],
    ['verify', '-', '-', '1', 'verify'],
    ['flush', 'n', '1000?', '0', 'flush'],
    ['proxymap', '-', '-', '-', 'proxymap'],
    ['proxywrite', '-', '-', '1', 'proxymap'],
    ['discard', '-', '-', '-', 'discard'],
    ['virtual', '-', '-', '-', 'virtual'],
    ['anvil', '-', '-', '1', 'anvil'],
    ['scache', '-', '-', '1', 'scache'],
    ['error', '-', '-', '-', 'error'],
    ['retry', '-', '-', '-', 'error'],
  ]
  return [
    `127.0.0.1:${starttlsPort} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt`,
    `127.0.0.1:${tlsPort} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes`,
    ...(relayPort === undefined ? [] : [relayService(relayPort)]),
    ...(certificatePort === undefined ? [] : [certificateService(certificatePort)]),
    // The delivery agent writes as the mailbox's user: it alone is privileged.
    ...internal.map(([name, isPrivate, wake, limit, program]) => {
      const unprivileged = program === 'virtual' ? 'n' : '-'
      return `${name} unix ${isPrivate} ${unprivileged} n ${wake} ${limit} ${program}`
    }),
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n')
}

function relayService(port: number): string {
  const options = [
    'smtpd_sasl_auth_enable=no',
    'smtpd_relay_restrictions=permit_mynetworks,reject',
    'smtpd_authorized_xclient_hosts=127.0.0.1',
  ]
  return [`127.0.0.1:${port} inet n - n - - smtpd`, ...options.map((option) => ` -o ${option}`)].join('\n')
}

function certificateService({ port }: CertificatePort): string {
  const options = [
    'smtpd_tls_security_level=encrypt',
    'smtpd_tls_ask_ccert=yes',
    'smtpd_tls_fingerprint_digest=sha256',
    'smtpd_sasl_auth_enable=no',
    'relay_clientcerts=texthash:/etc/postfix/clientcerts',
    'smtpd_relay_restrictions=permit_tls_clientcerts,reject',
  ]
  return [`127.0.0.1:${port} inet n - n - - smtpd`, ...options.map((option) => ` -o ${option}`)].join('\n')
}

export interface PostfixOptions {
  /** A further port that takes mail from this machine without TLS and sign-in, for a server in front. */
  readonly relayPort?: number
  readonly certificatePort?: CertificatePort
}

function prepare(ground: Ground, more: PostfixOptions): string {
  const { certFile, keyFile } = ground
  const pairs = (more.certificatePort?.sha256 ?? '').match(/../g) ?? []
  return [
    "echo 'postfix:x:5001:5001::/var/spool/postfix:/bin/false' >> /etc/passwd",
    "printf 'postfix:x:5001:\\npostdrop:x:5002:\\n' >> /etc/group",
    'mkdir -p /etc/postfix/sasl /var/spool/postfix /var/lib/postfix /var/log',
    'install -d -o 8 -g 8 /var/vmail',
    'chown 5001 /var/lib/postfix',
    writeFileLines('/etc/postfix/main.cf', mainCf(certFile, keyFile)),
    writeFileLines('/etc/postfix/master.cf', masterCf(ground, more)),
    writeFileLines('/etc/postfix/clientcerts', `${pairs.join(':').toUpperCase()} known`),
    writeFileLines('/etc/postfix/vmailbox', mailboxes.map((user) => `${user} ${user}/`).join('\n')),
    writeFileLines('/etc/postfix/access', 'later@mail.test 450 4.2.1 The mailbox is busy, try again later'),
    writeFileLines(
      '/etc/postfix/sasl/smtpd.conf',
      'pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: /etc/sasldb2\n' +
        'mech_list: PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256',
    ),
    ...users.map((user) => {
      const [local, domain] = user.split('@')
      return `printf '%s' '${password}' | saslpasswd2 -p -c -u ${domain} -f /etc/sasldb2 ${local}`
    }),
    'chown postfix /etc/sasldb2',
  ].join('\n')
}

/** Postfix with Cyrus SASL: STARTTLS required on one port, TLS on connect on the other. */
export async function startPostfix(tree: string, more: PostfixOptions = {}): Promise<RealServer> {
  return await startServer({
    name: 'Postfix',
    tree,
    prepare: (ground) => prepare(ground, more),
    command: () => 'postfix start-fg',
    mailDir: 'var/vmail',
  })
}
