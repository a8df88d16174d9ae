import { join } from 'node:path'
import type { PackageSet } from './packages.ts'
import { password, users, type RealServer } from './server.ts'
import { startServer, writeFileLines, type Ground } from './start.ts'

export const aiosmtpdPackages: PackageSet = {
  name: 'aiosmtpd',
  packages: ['python3-aiosmtpd', 'python3-attr', 'python3-public'],
}

const program = (ground: Ground) => `
import asyncio, os, signal, ssl
from aiosmtpd.smtp import AuthResult, SMTP

USERS = ${JSON.stringify(users)}
PASSWORD = ${JSON.stringify(password)}.encode()
MAILBOXES = USERS + ["jürgen@mail.test"]

def authenticate(server, session, envelope, mechanism, data):
    known = data.login.decode() in USERS and data.password == PASSWORD
    return AuthResult(success=known, handled=False)

class Handler:
    count = 0
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == "later@mail.test":
            return "450 4.2.1 Mailbox busy, try again later"
        if address not in MAILBOXES:
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient ok"
    async def handle_DATA(self, server, session, envelope):
        Handler.count += 1
        temporary = f"/var/vmail/tmp/{Handler.count}"
        with open(temporary, "wb") as file:
            file.write(envelope.original_content.replace(b"\\r\\n", b"\\n"))
        os.rename(temporary, f"/var/vmail/new/{Handler.count}")
        return "250 2.0.0 Message taken"

async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain("/etc/aiosmtpd/server.pem", "/etc/aiosmtpd/server.key")
    common = dict(data_size_limit=100000, enable_SMTPUTF8=True, auth_required=True, authenticator=authenticate, hostname="mx.mail.test")
    loop = asyncio.get_running_loop()
    await loop.create_server(lambda: SMTP(Handler(), tls_context=context, require_starttls=True, **common), "127.0.0.1", ${ground.starttlsPort})
    await loop.create_server(lambda: SMTP(Handler(), auth_require_tls=False, **common), "127.0.0.1", ${ground.tlsPort}, ssl=context)
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()

asyncio.run(main())
`

function prepare(ground: Ground): string {
  return [
    'mkdir -p /etc/aiosmtpd /var/vmail/tmp /var/vmail/new',
    `cp ${ground.certFile} ${ground.keyFile} /etc/aiosmtpd/`,
    writeFileLines('/etc/aiosmtpd/server.py', program(ground)),
    'chown -R nobody /etc/aiosmtpd /var/vmail',
  ].join('\n')
}

/** aiosmtpd under a small program, as nobody. */
export async function startAiosmtpd(tree: string): Promise<RealServer> {
  const path = join(tree, 'usr/lib/python3/dist-packages')
  return await startServer({
    name: 'aiosmtpd',
    tree,
    prepare,
    command: () =>
      `env PYTHONPATH=${path} PYTHONDONTWRITEBYTECODE=1 setpriv --reuid=nobody --clear-groups --regid=65534 /usr/bin/python3 /etc/aiosmtpd/server.py`,
    mailDir: 'var/vmail',
  })
}
