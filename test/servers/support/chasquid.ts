import type { PackageSet } from './packages.ts'
import { password, type RealServer } from './server.ts'
import { startServer, writeFileLines, type Ground } from './start.ts'

export const chasquidPackages: PackageSet = { name: 'chasquid', packages: ['chasquid'] }

function configuration({ starttlsPort, tlsPort }: Ground): string {
  return `
hostname: "mx.mail.test"
max_data_size_mb: 1
submission_address: "127.0.0.1:${starttlsPort}"
submission_over_tls_address: "127.0.0.1:${tlsPort}"
mail_delivery_agent_bin: "/etc/chasquid/deliver"
mail_delivery_agent_args: "%to%"
data_dir: "/var/lib/chasquid"
mail_log_path: "/var/log/chasquid.log"
`
}

const deliver = `#!/bin/sh
file=$(mktemp /var/vmail/tmp/XXXXXXXX) && cat > "$file" && mv "$file" /var/vmail/new/`

function prepare(ground: Ground): string {
  return [
    'mkdir -p /etc/chasquid/certs/mx.mail.test /etc/chasquid/domains/mail.test /var/lib/chasquid /var/log',
    'mkdir -p /var/vmail/tmp /var/vmail/new',
    `cp ${ground.certFile} /etc/chasquid/certs/mx.mail.test/fullchain.pem`,
    `cp ${ground.keyFile} /etc/chasquid/certs/mx.mail.test/privkey.pem`,
    writeFileLines('/etc/chasquid/chasquid.conf', configuration(ground)),
    writeFileLines('/etc/chasquid/deliver', deliver),
    'chmod 0755 /etc/chasquid/deliver',
    ...['ann', 'bob', 'jürgen'].map(
      (local) =>
        `chasquid-util --configdir=/etc/chasquid --password='${password}' user-add '${local}@mail.test' > /dev/null`,
    ),
    ': > /var/log/chasquid.log',
    'chown -R nobody /etc/chasquid /var/lib/chasquid /var/log/chasquid.log /var/vmail',
  ].join('\n')
}

/** chasquid, as nobody; each message goes to a file of its own. */
export async function startChasquid(tree: string): Promise<RealServer> {
  return await startServer({
    name: 'chasquid',
    tree,
    prepare,
    command: () => 'setpriv --reuid=nobody --clear-groups --regid=65534 chasquid -config_dir=/etc/chasquid',
    mailDir: 'var/vmail',
  })
}
