// Messages whose time came while the program was closed.
import type { Page } from 'playwright-core'
import { ask } from './ask.ts'
import { onProfile, withFolder } from './in-profile.ts'
import { clear, type Stage } from './stage.ts'
import type { Language } from './words.ts'

const hourMs = 3_600_000
/** The first run's clock is slow by this, so that what it schedules is late for the second. */
const backMs = 3 * hourMs
const slow = `--import=data:text/javascript,const%20now=Date.now;Date.now=()=>now()-${backMs}`

/** Opens the program on a profile with two messages that were due while it was closed. */
export function withMissed<T>(language: Language, work: (stage: Stage) => Promise<T>): Promise<T> {
  return withFolder(async (dataDir) => {
    await onProfile(dataDir, language, { NODE_OPTIONS: slow }, async (stage) => {
      await stage.compose(() => ask(stage.main, 'practice', 'tryIt', { scenarioId: null }))
      await clear(stage)
      await schedule(stage.main, 'Happy birthday', hourMs * 2)
      await schedule(stage.main, 'Boats out of the water', hourMs * 1.5)
    })
    return await onProfile(dataDir, language, {}, work)
  })
}

async function schedule(main: Page, subject: string, agoMs: number): Promise<void> {
  const at = Math.floor((Date.now() - agoMs) / 60_000) * 60_000
  const content = {
    identityId: (await ask(main, 'identities', 'list'))[0]?.id ?? null,
    to: ['nora@practice.test'],
    subject,
    text: 'Dear Nora,\n\nall the best.\n\nMarit',
    schedule: { at, local: new Date(at).toISOString().slice(0, 16), zone: 'UTC' },
  }
  const made = await ask(main, 'drafts', 'create', { content })
  const outcome = await ask(main, 'outbox', 'enqueue', { draftId: made.id, content: made.content })
  if (!outcome.queued) throw new Error(JSON.stringify(outcome))
}
