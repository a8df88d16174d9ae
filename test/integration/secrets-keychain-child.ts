// Runs inside a D-Bus session with an unlocked keyring: uses the real keytar and prints what it saw, as JSON.
import { createSecretStore } from '../../main/secrets/create-secret-store.ts'
import { loadKeytar } from '../../main/secrets/keytar.ts'
import { createSystemClock } from '../../main/system/clock.ts'

const secrets = await createSecretStore({ loadKeytar, service: 'Sendoff test', clock: createSystemClock() })
const [name = '', action = ''] = process.argv.slice(2)
if (action === 'set') await secrets.set(name, 'pässword ✓')
if (action === 'delete') await secrets.delete(name)
process.stdout.write(
  JSON.stringify({ kind: secrets.kind, reason: secrets.reason ?? null, value: await secrets.get(name) }),
)
