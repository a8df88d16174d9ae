import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCertificate, type Certificate } from '../main/practice/certificate.ts'
import { createSystemClock } from '../main/system/clock.ts'
import { createSystemRandom } from '../main/system/random.ts'

/** A certificate as the practice server makes it, for one run. */
export async function createSinkCertificate(): Promise<Certificate> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-bench-'))
  try {
    return await loadCertificate({ dir, clock: createSystemClock(), random: createSystemRandom() })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
