import type { PackageSet } from './packages.ts'
import { password, users, type RealServer } from './server.ts'
import { startServer, writeFileLines, type Ground } from './start.ts'

export const sendmailPackages: PackageSet = {
  name: 'sendmail',
  packages: [
    'sendmail-bin',
    'sendmail-base',
    'sendmail-cf',
    'm4',
    'liblockfile1',
    'libwrap0',
    'sasl2-bin',
    'libsasl2-2',
    'libsasl2-modules',
    'libsasl2-modules-db',
  ],
}

function macros({ starttlsPort, tlsPort }: Ground): string {
  return [
    "include(`/usr/share/sendmail/cf/m4/cf.m4')dnl",
    "OSTYPE(`debian')dnl",
    "DOMAIN(`generic')dnl",
    "undefine(`confHOST_STATUS_DIRECTORY')dnl",
    "define(`confDOMAIN_NAME', `mx.mail.test')dnl",
    "define(`confMAX_MESSAGE_SIZE', `100000')dnl",
    "define(`confPRIVACY_FLAGS', `noexpn,novrfy,noverb')dnl",
    "define(`confALIAS_WAIT', `0')dnl",
    "define(`ALIAS_FILE', `')dnl",
    "define(`confTO_IDENT', `0')dnl",
    "define(`confBAD_RCPT_THROTTLE', `0')dnl",
    "define(`confAUTH_OPTIONS', `p,y')dnl",
    "define(`confAUTH_MECHANISMS', `PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256')dnl",
    "TRUST_AUTH_MECH(`PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256')dnl",
    "define(`confSERVER_CERT', `/etc/mail/tls/server.pem')dnl",
    "define(`confSERVER_KEY', `/etc/mail/tls/server.key')dnl",
    "define(`confCACERT', `/etc/mail/tls/server.pem')dnl",
    "define(`confCACERT_PATH', `/etc/mail/tls')dnl",
    "define(`confDONT_BLAME_SENDMAIL', `GroupReadableKeyFile,GroupReadableSASLDBFile')dnl",
    "define(`confDELIVERY_MODE', `interactive')dnl",
    "define(`LOCAL_MAILER_PATH', `/etc/mail/deliver')dnl",
    "define(`LOCAL_MAILER_ARGS', `deliver $u')dnl",
    "FEATURE(`no_default_msa')dnl",
    "FEATURE(`accept_unresolvable_domains')dnl",
    "FEATURE(`virtusertable', `hash /etc/mail/virtusertable')dnl",
    "VIRTUSER_DOMAIN(`mail.test')dnl",
    `DAEMON_OPTIONS(\`Name=submission, Addr=127.0.0.1, Port=${starttlsPort}, M=aE')dnl`,
    `DAEMON_OPTIONS(\`Name=tls, Addr=127.0.0.1, Port=${tlsPort}, M=asE')dnl`,
    // Without `w` (system users alone) and `A` (an aliases map); `n`: no mbox line in front.
    "MODIFY_MAILER_FLAGS(`LOCAL', `lsDFMnhu8q')dnl",
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
  ].join('\n')
}

const deliver = `#!/bin/sh
file=$(mktemp /var/vmail/tmp/XXXXXXXX) && cat > "$file" && mv "$file" /var/vmail/new/`

const recipients = [
  'ann@mail.test\\tann',
  'bob@mail.test\\tbob',
  'later@mail.test\\terror:4.2.1:450 Mailbox busy,try again later',
  '@mail.test\\terror:5.1.1:550 No such user here',
]

function prepare(ground: Ground): string {
  return [
    "echo 'smmta:x:5031:5031::/var/lib/sendmail:/bin/false' >> /etc/passwd",
    "echo 'smmsp:x:5032:5032::/var/lib/sendmail:/bin/false' >> /etc/passwd",
    "printf 'smmta:x:5031:\\nsmmsp:x:5032:\\n' >> /etc/group",
    "echo '127.0.0.1 mx.mail.test localhost' > /etc/hosts",
    // An unqualified host name costs a long wait at the start.
    'echo "127.0.0.1 $(hostname).mail.test $(hostname)" >> /etc/hosts',
    'mkdir -p /etc/mail/tls /etc/mail/sasl /etc/sasl2 /var/spool/mqueue /run/sendmail/mta /var/vmail/tmp /var/vmail/new',
    'chmod 0700 /var/spool/mqueue',
    'chmod -R a+rwX /var/vmail',
    `install -m 0600 ${ground.certFile} ${ground.keyFile} /etc/mail/tls/`,
    writeFileLines('/etc/mail/deliver', deliver),
    'chmod 0755 /etc/mail/deliver',
    writeFileLines('/etc/mail/sendmail.mc', macros(ground)),
    'm4 -D_CF_DIR_=/usr/share/sendmail/cf/ /etc/mail/sendmail.mc > /etc/mail/sendmail.cf',
    ': > /etc/mail/local-host-names; : > /etc/mail/trusted-users',
    `printf '${recipients.join('\\n')}\\n' | makemap -C /etc/mail/sendmail.cf hash /etc/mail/virtusertable`,
    writeFileLines(
      '/etc/sasl2/Sendmail.conf',
      'pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: /etc/sasldb2\n' +
        'mech_list: PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256',
    ),
    'cp /etc/sasl2/Sendmail.conf /etc/mail/sasl/',
    ...users.map((user) => {
      const [local, domain] = user.split('@')
      return `printf '%s' '${password}' | saslpasswd2 -p -c -u ${domain} -f /etc/sasldb2 ${local}`
    }),
    'chmod 0600 /etc/sasldb2',
  ].join('\n')
}

/** sendmail with Cyrus SASL; a small program writes each message into a file of its own. */
export async function startSendmail(tree: string): Promise<RealServer> {
  return await startServer({
    name: 'sendmail',
    tree,
    prepare,
    command: ({ stateDir }) =>
      `/usr/libexec/sendmail/sendmail -bD -X ${stateDir}/dialogue -C /etc/mail/sendmail.cf`,
    mailDir: 'var/vmail',
  })
}
