// Every write, fsync, rename and commit of an operation fails once: nothing is lost, nothing goes twice, and the error says
// what happened and where.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDrafts, emptyContent, type Drafts } from '../../main/drafts/drafts.ts'
import type { DraftContent } from '../../main/drafts/draft.ts'
import type { Courier } from '../../main/outbox/courier.ts'
import type { Entry } from '../../main/outbox/entry.ts'
import { sweepLeftovers } from '../../main/outbox/leftover-files.ts'
import { openOutbox } from '../../main/outbox/open-outbox.ts'
import type { Outbox } from '../../main/outbox/outbox.ts'
import { createRevisionFiles } from '../../main/outbox/revision-files.ts'
import { ContentScan } from '../../main/smtp/content-scan.ts'
import { stateOf } from '../../main/outbox/state.ts'
import { CallError } from '../../main/result.ts'
import type { PlannedFault } from '../../main/storage/protocol.ts'
import type { Store } from '../../main/storage/store.ts'
import { allEntries } from '../support/all-entries.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { createTempProfile, type TempProfile } from '../support/temp-profile.ts'
import { reportOf } from '../unit/outbox/sample.ts'

const giveUpAfterMs = 4 * 86_400_000

interface Session {
  readonly store: Store
  readonly drafts: Drafts
  readonly outbox: Outbox
}

/** What a session over the profile sees of the world: a server that takes everything, and counts it. */
interface World {
  readonly profile: TempProfile
  /** Ids of the attempts that wrote their last octet. */
  readonly handedOver: string[]
  open(faults?: readonly PlannedFault[]): Promise<Session>
}

async function createWorld(): Promise<World> {
  const profile = await createTempProfile()
  const handedOver: string[] = []
  const random = createSeededRandom(7)
  const courier: Courier = {
    deliver: async (_entry, recipients, attemptId, hooks) => {
      const all = <O extends 'accepted' | 'deferred'>(outcome: O) =>
        recipients.map(({ address }) => ({ address, outcome }))
      // As the session does: only "about to complete" holds the bytes back.
      void told(hooks.step('envelope'))
      void told(hooks.step('content'))
      const error = await told(hooks.aboutToComplete([]))
      if (error !== undefined) {
        const failure = { phase: 'message', kind: 'local', detail: String(error) } as const
        return reportOf({ overall: 'deferred', phase: 'message', failure, recipients: all('deferred') })
      }
      handedOver.push(attemptId)
      return reportOf({ reply: { code: 250, lines: ['250 Ok'] }, recipients: all('accepted') })
    },
    hasSession: () => false,
    rest: () => Promise.resolve(),
    abort: () => undefined,
  }
  const open = async (faults: readonly PlannedFault[] = []): Promise<Session> => {
    const { store } = await profile.open(faults)
    const { clock, warnings } = profile
    const log = {
      info: () => undefined,
      warn: (text: string) => void warnings.push(text),
      error: (text: string, cause?: unknown) => void warnings.push(`${text} ${String(cause)}`),
    }
    const drafts = createDrafts({ store, clock, random, changed: () => undefined })
    const outbox = openOutbox({
      ...{ store, clock, random, log },
      identity: (id) => Promise.resolve({ id, name: 'Marit', address: 'marit@example.org', serverId: 's1' }),
      hasServer: () => Promise.resolve(true),
      readContent: createRevisionFiles({
        spool: store.spool,
        setAside: () => undefined,
        createScan: () => new ContentScan(),
      }).content,
      rules: () => [],
      undoMs: () => 0,
      courierFor: () => courier,
      server: (id) => ({ id, name: 'Work', host: 'mail.example.org' }),
      causeOf: () => 'unknown',
      giveUpAfterMs: () => giveUpAfterMs,
      stopReason: () => undefined,
      pace: {
        nextStartAt: () => 0,
        started: () => undefined,
        rateLimited: () => undefined,
        restore: () => undefined,
        view: () => undefined,
      },
      furtherServers: () => [],
      identitiesWithFurther: () => [],
      braked: () => undefined,
      wasDelivered: () => Promise.resolve(false),
      saveCopy: () => Promise.reject(new Error('no identity here keeps copies')),
      openSpool: createRevisionFiles({
        spool: store.spool,
        setAside: () => undefined,
        createScan: () => new ContentScan(),
      }).open,
      news: { changed: () => undefined, manyChanged: () => undefined },
      others: { isHeard: false, tell: () => undefined },
      progressed: () => undefined,
    })
    return { store, drafts, outbox }
  }
  return { profile, handedOver, open }
}

const content: DraftContent = {
  ...emptyContent,
  ...{ identityId: 'i1', to: ['anna@example.org'], subject: 'Minutes', text: 'The minutes.\n' },
}
const edited: DraftContent = { ...content, text: 'Better minutes.\n' }

async function queueOne({ drafts, outbox }: Session): Promise<string> {
  const draft = await drafts.create(content)
  const outcome = await outbox.enqueue(draft, content)
  await drafts.remove(draft.id)
  return outcome.queued ? outcome.entryId : 'refused'
}

interface Case {
  readonly name: string
  /** In a session before, without faults. */
  prepare(session: Session): Promise<string>
  /** Gives what the caller was told, where it failed. */
  run(session: Session, id: string, world: World): Promise<Error | undefined>
  /** In a session after. */
  check(session: Session, id: string, world: World): Promise<void>
}

const told = (work: Promise<unknown>): Promise<Error | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )

const draftOf = async ({ drafts }: Session, id: string) => await drafts.get(id)

async function isWhole({ store }: Session, entry: Entry | undefined): Promise<void> {
  expect(entry).toBeDefined()
  if (entry !== undefined) await store.spool.verify(entry.revision.spoolFile, entry.revision)
}

const cases: readonly Case[] = [
  {
    name: 'enqueue',
    prepare: async ({ drafts }) => (await drafts.create(content)).id,
    run: async (session, id) => await told(session.outbox.enqueue(await draftOf(session, id), content)),
    check: async (session, id) => {
      const entry = await session.outbox.find(id)
      if (entry !== undefined) {
        await isWhole(session, entry)
        return
      }
      expect((await draftOf(session, id)).content).toEqual(content)
      expect(await told(session.outbox.enqueue(await draftOf(session, id), content))).toBeUndefined()
      await isWhole(session, await session.outbox.find(id))
    },
  },
  {
    name: 'revise',
    prepare: async (session) => {
      const id = await queueOne(session)
      await session.outbox.act(id, 'edit', { type: 'held', by: 'editing' })
      await session.drafts.create(edited, id)
      return id
    },
    run: async (session, id) => {
      const draft = await session.drafts.findForEntry(id)
      return draft === undefined ? new Error('no draft') : await told(session.outbox.enqueue(draft, edited))
    },
    check: async (session, id) => {
      const entry = await session.outbox.find(id)
      await isWhole(session, entry)
      const draft = await session.drafts.findForEntry(id)
      expect(draft?.content.text).toBe(edited.text)
      if (entry?.revision.number === 1) {
        if (draft !== undefined) await session.outbox.enqueue(draft, edited)
        expect((await session.outbox.get(id)).revision.number).toBe(2)
      }
    },
  },
  {
    name: 'attempt',
    prepare: queueOne,
    run: async ({ outbox, store }, id, { profile }) => {
      await outbox.takeOver()
      // The clock runs ahead of a busy disk: it has nearly until the outbox would give up.
      const untilAt = profile.clock.now() + giveUpAfterMs - 86_400_000
      while (profile.clock.now() < untilAt) {
        await profile.clock.advance(60_000)
        const entry = await outbox.find(id)
        if (entry !== undefined && stateOf(entry) === 'sent') break
      }
      const attempts = await store.attempts.forEntry(id)
      const said = [...profile.warnings, ...attempts.flatMap(({ failure }) => failure?.detail ?? [])]
      return said.length === 0 ? undefined : new CallError('storage', said.join('\n'))
    },
    check: async (session, id, { handedOver }) => {
      await isWhole(session, await session.outbox.find(id))
      expect(stateOf(await session.outbox.get(id))).toBe('sent')
      expect(handedOver).toHaveLength(1)
    },
  },
  {
    name: 'delete',
    prepare: queueOne,
    run: async ({ outbox }, id, { profile }) => {
      const error = await told(outbox.delete(id))
      const said = profile.warnings.join('\n')
      return error ?? (said === '' ? undefined : new CallError('storage', said))
    },
    check: async (session, id, { profile }) => {
      const entry = await session.outbox.find(id)
      if (entry !== undefined) {
        await isWhole(session, entry)
        return
      }
      const { clock } = profile
      const deps = { ...session, clock, random: createSeededRandom(9), isEnding: () => false }
      expect(await sweepLeftovers(deps)).toBe(0)
      expect(readdirSync(join(profile.dataDir, 'spool'))).toEqual([])
      expect(await session.drafts.list()).toEqual([])
    },
  },
]

/** How often the operation writes, syncs, renames and commits is found out: it fails at one after the other until none fails. */
const mostPoints = 40

async function walk(one: Case, at: PlannedFault['at'], code: string): Promise<number> {
  for (let nth = 1; nth <= mostPoints; nth += 1) {
    const world = await createWorld()
    const before = await world.open()
    const id = await one.prepare(before)
    await before.store.close()
    const during = await world.open([{ at, nth, code }])
    const error = await one.run(during, id, world)
    await during.outbox.close(0)
    await during.store.close()
    if (error === undefined) return nth - 1
    expect(error).toBeInstanceOf(CallError)
    expect(String(error)).toContain(world.profile.dataDir)
    expect(String(error)).toMatch(code === 'ENOSPC' ? /full/ : /fault/)
    const after = await world.open()
    await one.check(after, id, world)
    await after.outbox.close(0)
    const isGone = one.name === 'delete' && (await after.outbox.find(id)) === undefined
    expect(await allEntries(after.store)).toHaveLength(isGone ? 0 : 1)
  }
  throw new Error(`${one.name} has more than ${mostPoints} points of ${at}`)
}

const points: readonly (readonly [PlannedFault['at'], string])[] = [
  ['write', 'ENOSPC'],
  ['fsync', 'EIO'],
  ['rename', 'EIO'],
  ['commit', 'ENOSPC'],
]

/** At least so many of each: an operation that does not write what it should would pass any walk. */
const least: Readonly<Record<string, Readonly<Record<PlannedFault['at'], number>>>> = {
  enqueue: { write: 2, fsync: 3, rename: 2, commit: 1 },
  revise: { write: 2, fsync: 3, rename: 2, commit: 1 },
  attempt: { write: 0, fsync: 0, rename: 0, commit: 3 },
  delete: { write: 0, fsync: 1, rename: 0, commit: 1 },
}

for (const one of cases) {
  test.each(points)(
    `P1, P3: ${one.name}: a fault at any %s (%s) loses nothing and says where it was`,
    { timeout: 120_000 },
    async (at, code) => {
      expect(await walk(one, at, code)).toBeGreaterThanOrEqual(least[one.name]?.[at] ?? 0)
    },
  )
}
