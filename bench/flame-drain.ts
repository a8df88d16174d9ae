// `npm run bench -- flame-drain`: where the time goes while queued entries go out, main thread and storage thread (plots/flame-drain.svg). Node's own
// sampler looks each 0.1 ms; what a thread waits for the processor is in it, so that a busy machine stretches all.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstMessage, startChild } from './child.ts'
import { drain } from './drain.ts'
import { drawFlame, foldProfile, type Frame, type Profile } from './flame-graph.ts'
import type { Report } from './report.ts'

const count = 2_000
const most = 14

/** Writes the graph and gives what took most of each thread. */
export async function benchFlameDrain(): Promise<Report> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-flame-'))
  const sink = startChild('./sink-process.ts', [], 1)
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    const { threads } = await drain(port, 0, { count, profiles: dir })
    const [main, storage] = [await readProfile(dir, 'main'), await readProfile(dir, 'storage')]
    await writeFile(new URL('plots/flame-drain.svg', import.meta.url), drawFlame(joined(main, storage)))
    return {
      name: 'flame-drain',
      about: `${count} messages of 2 KB over 4 connections; us a message by the part of the program that was nearest on the stack. Waiting for work is left out. The graph is in plots/flame-drain.svg.`,
      rows: [
        ...Object.entries(threads)
          .filter(([, ms]) => ms > count / 100)
          .map(([name, ms]) => ({ thread: name, part: 'processor time', us: toUs(1_000 * ms) })),
        ...largest(main, partOfMain).map(([part, us]) => ({ thread: 'main', part, us: toUs(us) })),
        ...largest(storage, partOfStorage).map(([part, us]) => ({ thread: 'storage', part, us: toUs(us) })),
      ],
    }
  } finally {
    sink.kill()
    await rm(dir, { recursive: true, force: true })
  }
}

async function readProfile(dir: string, thread: string): Promise<Profile> {
  return JSON.parse(await readFile(join(dir, `${thread}.cpuprofile`), 'utf8')) as Profile
}

const toUs = (us: number): string => (us / count).toFixed(0)

/** One graph with a bar for each thread. */
function joined(main: Profile, storage: Profile): Frame {
  const threads = [
    { ...foldProfile(main), name: 'main thread' },
    { ...foldProfile(storage), name: 'storage thread' },
  ]
  const callees = new Map(threads.map((thread) => [thread.name, thread]))
  return { name: 'all', us: threads.reduce((sum, { us }) => sum + us, 0), callees }
}

/** A name for what stands on the stack, innermost first; undefined: its caller is asked. */
type PartOf = (frame: string) => string | undefined

/** File of the program, with its folder. */
const partOfMain: PartOf = (frame) => / ([a-z-]+\/[a-z-]+)\.ts:/.exec(frame)?.[1]

/** The storage thread is one file: its functions tell. */
const partOfStorage: PartOf = (frame) =>
  frame.includes(' threads/storage-worker.js:')
    ? storageParts.find(([name]) => frame.startsWith(`${name} `))?.[1]
    : undefined

const storageParts: readonly (readonly [string, string])[] = [
  ['commit', 'COMMIT: log written and synced'],
  ['send', 'answers posted'],
  ['readChecked', 'octets of messages read and checked'],
  ['dueBehind', 'SQL: what is due'],
  ['readNext', 'SQL: what is due'],
  ['toWork', 'SQL: what waits in a lane'],
  ['queue.lanes', 'SQL: what waits in a lane'],
  ['putAttempt', 'SQL: the attempt'],
  ['lines.append', 'SQL: lines'],
  ['#updateBeside', 'SQL: tables beside the entry'],
  ['#moveDues', 'SQL: tables beside the entry'],
  ['update', 'SQL: the entry, and its JSON'],
  ['#parse', 'an entry parsed and checked'],
  ['read', 'SQL: the entry is read'],
  ['transition', 'state machine'],
  ['queue.page', "the bench's own look at the list"],
  ['queue.apply', 'the event parsed'],
]

function largest(profile: Profile, partOf: PartOf): readonly (readonly [string, number])[] {
  const parts = new Map<string, number>()
  addParts(foldProfile(profile), [], partOf, parts)
  return [...parts].sort(([, a], [, b]) => b - a).slice(0, most)
}

function addParts(
  frame: Frame,
  callers: readonly string[],
  partOf: PartOf,
  parts: Map<string, number>,
): void {
  // The sampler's own start.
  if (frame.name.includes('node:inspector')) return
  const callees = [...frame.callees.values()]
  const own = frame.us - callees.reduce((sum, { us }) => sum + us, 0)
  const stack = [frame.name, ...callers]
  const part = stack.map(partOf).find((name) => name !== undefined) ?? `node: ${frame.name}`
  parts.set(part, (parts.get(part) ?? 0) + own)
  for (const callee of callees) addParts(callee, stack, partOf, parts)
}
