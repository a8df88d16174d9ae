// A keyring of its own on a D-Bus of its own, for a whole program: it can be locked while that runs.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { keyringEnvironment } from './keyring.ts'

const run = promisify(execFile)

export interface KeyringSession {
  /** For the program that is to find the keyring. */
  readonly env: Readonly<Record<string, string>>
  /** As a person who steps away. A prompt for its password has no screen to come up on, and is as good as dismissed. */
  lock(): Promise<void>
  /** As after a new login: another daemon, and the keyring is open in it. */
  reopen(): Promise<void>
  close(): Promise<void>
}

/** Starts both; the keyring is open. */
export async function startKeyringSession(): Promise<KeyringSession> {
  const home = mkdtempSync(join(tmpdir(), 'sendoff-keyring-'))
  const base = keyringEnvironment(home)
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env: base,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [address] = (await once(createInterface(bus.stdout), 'line')) as [string]
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: address }
  const start = async () => {
    const started = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', '--unlock'], {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    started.stdin.end('a password')
    await waitForOwner(env)
    return started
  }
  let daemon = await start()
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    lock: () =>
      send(env, 'org.freedesktop.secrets', '/org/freedesktop/secrets', [
        'org.freedesktop.Secret.Service.Lock',
        'array:objpath:/org/freedesktop/secrets/collection/login',
      ]),
    reopen: async () => {
      await end(daemon)
      daemon = await start()
    },
    close: async () => {
      await end(daemon)
      await end(bus)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  child.kill()
  await over
}

type Environment = Readonly<Record<string, string>>

async function send(env: Environment, to: string, path: string, call: readonly string[]): Promise<void> {
  await run('dbus-send', ['--session', '--print-reply', `--dest=${to}`, path, ...call], { env })
}

/** Until the bus knows who answers for secrets. */
async function waitForOwner(env: Environment): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const call = ['org.freedesktop.DBus.GetNameOwner', 'string:org.freedesktop.secrets']
    const found = await send(env, 'org.freedesktop.DBus', '/', call).then(
      () => true,
      () => false,
    )
    if (found) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no keyring answers on the bus')
}
