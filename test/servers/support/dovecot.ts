// Dovecot's submission service, in two versions with two configuration languages, in front of a Postfix that keeps the mail.
import { freePort } from '../../../scripts/support/free-port.ts'
import type { PackageSet } from './packages.ts'
import { startPostfix } from './postfix.ts'
import { password, users, type RealServer } from './server.ts'
import { startServer, writeFileLines, type Ground } from './start.ts'
import { startTokenService } from './token-service.ts'

export const dovecot23Packages: PackageSet = {
  name: 'dovecot-2.3',
  packages: [
    'dovecot-core',
    'dovecot-submissiond',
    'libexttextcat-2.0-0',
    'libexttextcat-data',
    'liblua5.4-0',
    'libwrap0',
  ],
}

/** Its libraries want a newer libc than Debian 12's; in the view everything runs on that one. */
export const dovecot24Packages: PackageSet = {
  name: 'dovecot-2.4',
  packages: [
    ...dovecot23Packages.packages,
    'libc6',
    'libstdc++6',
    'libgcc-s1',
    'libssl3t64',
    'libicu76',
    'libtirpc3t64',
    'libsodium23',
    'libstemmer0d',
    'libunwind8',
  ],
  suite: 'trixie',
}

/** A token that the token service knows as ann's. */
export const annToken = 'ya29.token-of-ann'

const passwordMechanisms = 'plain login cram-md5 digest-md5 scram-sha-1 scram-sha-256'

function configuration23({ starttlsPort, tlsPort }: Ground, relayPort: number): string {
  return `
protocols = submission
listen = 127.0.0.1
hostname = mx.mail.test
log_path = /dev/stderr
ssl = required
ssl_cert = </etc/dovecot/server.pem
ssl_key = </etc/dovecot/server.key
auth_mechanisms = ${passwordMechanisms} xoauth2 oauthbearer
auth_failure_delay = 0
first_valid_uid = 8
mail_location = maildir:~/Maildir
submission_max_mail_size = 100000
submission_relay_host = 127.0.0.1
submission_relay_port = ${relayPort}
submission_relay_trusted = yes
passdb {
  driver = passwd-file
  args = /etc/dovecot/users
  mechanisms = ${passwordMechanisms}
}
passdb {
  driver = oauth2
  args = /etc/dovecot/oauth2.conf
  mechanisms = xoauth2 oauthbearer
}
userdb {
  driver = static
  args = uid=8 gid=8 home=/var/vmail/%u
}
# Each wrong password from an address makes the next sign-in wait.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service submission-login {
  inet_listener submission {
    port = ${starttlsPort}
  }
  inet_listener submissions {
    port = ${tlsPort}
    ssl = yes
  }
}
`
}

const oauth2 = (url: string) => `
introspection_mode = auth
introspection_url = ${url}
active_attribute = active
active_value = true
username_attribute = username
`

/** The view's own configuration of OpenSSL. */
const opensslLimit = `openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = limits
[limits]
MaxProtocol = TLSv1.2`

function configuration24({ starttlsPort, tlsPort }: Ground, relayPort: number): string {
  return `
dovecot_config_version = 2.4.1
dovecot_storage_version = 2.4.1
protocols = submission
listen = 127.0.0.1
hostname = mx.mail.test
log_path = /dev/stderr
ssl = required
ssl_server_cert_file = /etc/dovecot/server.pem
ssl_server_key_file = /etc/dovecot/server.key
auth_mechanisms = plain login scram-sha-1 scram-sha-256 scram-sha-1-plus scram-sha-256-plus
auth_failure_delay = 0
first_valid_uid = 8
mail_driver = maildir
mail_path = ~/Maildir
submission_max_mail_size = 100000
submission_relay_host = 127.0.0.1
submission_relay_port = ${relayPort}
submission_relay_trusted = yes
passdb passwd-file {
  passwd_file_path = /etc/dovecot/users
}
userdb static {
  fields {
    uid = 8
    gid = 8
    home = /var/vmail/%{user}
  }
}
# Each wrong password from an address makes the next sign-in wait.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service submission-login {
  inet_listener submission {
    port = ${starttlsPort}
  }
  inet_listener submissions {
    port = ${tlsPort}
    ssl = yes
  }
}
`
}

function prepare(ground: Ground, configuration: string, tokenUrl: string, maxProtocol?: 'TLSv1.2'): string {
  return [
    "printf 'dovecot:x:5041:5041::/var/empty:/bin/false\\ndovenull:x:5042:5042::/var/empty:/bin/false\\n' >> /etc/passwd",
    "printf 'dovecot:x:5041:\\ndovenull:x:5042:\\n' >> /etc/group",
    'rm -rf /etc/dovecot && mkdir -p /etc/dovecot /var/lib/dovecot',
    'install -d -o 8 -g 8 /var/vmail',
    `install -m 0600 ${ground.certFile} ${ground.keyFile} /etc/dovecot/`,
    writeFileLines('/etc/dovecot/dovecot.conf', configuration),
    ...(maxProtocol === undefined ? [] : [writeFileLines('/etc/ssl/openssl.cnf', opensslLimit)]),
    writeFileLines('/etc/dovecot/oauth2.conf', oauth2(tokenUrl)),
    writeFileLines('/etc/dovecot/users', users.map((user) => `${user}:{PLAIN}${password}::::::`).join('\n')),
    'chown 5041 /etc/dovecot/users',
  ].join('\n')
}

/**
 * Dovecot's submission service in front of a Postfix.
 * @param version 2.3 knows OAuth tokens, 2.4 binds SCRAM to the TLS channel.
 * @param maxProtocol Highest version of TLS; default: the newest.
 * @param tokenUsers Whose tokens are good, as it is asked; default: `annToken` alone.
 */
export async function startDovecot(
  version: '2.3' | '2.4',
  trees: { readonly dovecot: string; readonly postfix: string },
  maxProtocol?: 'TLSv1.2',
  tokenUsers: Pick<ReadonlyMap<string, string>, 'get'> = new Map([[annToken, 'ann@mail.test']]),
): Promise<RealServer> {
  const relayPort = await freePort()
  const relay = await startPostfix(trees.postfix, { relayPort })
  const tokens = await startTokenService(tokenUsers)
  const configure = version === '2.3' ? configuration23 : configuration24
  const stopOthers = async () => {
    await tokens.close()
    await relay.stop()
  }
  try {
    const server = await startServer({
      name: `Dovecot ${version}`,
      tree: trees.dovecot,
      prepare: (ground) => prepare(ground, configure(ground, relayPort), tokens.url, maxProtocol),
      command: () => 'dovecot -F',
      mailDir: 'var/vmail',
    })
    return {
      ...server,
      findMessage: (text) => relay.findMessage(text),
      stop: async () => {
        await server.stop().finally(stopOthers)
      },
    }
  } catch (error) {
    await stopOthers()
    throw error
  }
}
