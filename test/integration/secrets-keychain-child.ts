// Runs inside a D-Bus session with a keyring: uses the real keytar and prints what it saw, as JSON.
// Arguments: name of a secret; `get`, `set`, `set-long`, `delete`, `use-file`, or `late` (starts without the session's bus, sets,
// and tries the keychain again with it). SENDOFF_TEST_FILE: the encrypted file.
import { createSecretStore } from '../../main/secrets/create-secret-store.ts'
import { loadKeytar } from '../../main/secrets/keytar.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createAesCipher } from '../support/aes-cipher.ts'

const { SENDOFF_TEST_FILE: file, DBUS_SESSION_BUS_ADDRESS: bus = '' } = process.env
const [name = '', action = ''] = process.argv.slice(2)
if (action === 'late') process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent'
const secrets = await createSecretStore({
  loadKeytar,
  service: 'Sendoff test',
  clock: createSystemClock(),
  ...(file === undefined ? {} : { file, cipher: createAesCipher(Buffer.alloc(32, 7)) }),
})
const { kind: kindAtStart } = secrets
if (action === 'set' || action === 'late') await secrets.set(name, 'pässword ✓')
if (action === 'set-long') await secrets.set(name, 'pässword ✓'.repeat(1000))
if (action === 'delete') await secrets.delete(name)
if (action === 'use-file') await secrets.places?.useFile([name])
if (action === 'late') {
  process.env.DBUS_SESSION_BUS_ADDRESS = bus
  await secrets.places?.useKeychain()
}
process.stdout.write(
  JSON.stringify({
    ...(action === 'late' ? { kindAtStart } : {}),
    kind: secrets.kind,
    reason: secrets.reason ?? null,
    value: await secrets.get(name),
  }),
)
