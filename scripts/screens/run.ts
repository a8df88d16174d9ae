import { ask } from './ask.ts'
import { inProfile } from './in-profile.ts'
import { withMissed } from './missed.ts'
import { writePolicy } from './policy-file.ts'
import { scenes } from './scenes/index.ts'
import { dismissNotices } from './scenes/start.ts'
import { seed } from './seed.ts'
import { fileIn, shoot, type Size, type Theme } from './shoot.ts'
import { acts, clear, type Act, type Scene, type Stage } from './stage.ts'
import type { Language } from './words.ts'

/** What a run takes. */
export interface Run {
  readonly folder: string
  readonly themes: readonly Theme[]
  readonly sizes: readonly Size[]
  /** Names of scenes; null: all. */
  readonly only: readonly string[] | null
}

/** A scene that could not be reached. */
export interface Missed {
  readonly language: Language
  readonly name: string
  readonly error: unknown
}

/** Takes the scenes in one language, each in every theme and size. A scene that fails is told and the others go on. */
export async function runScenes(language: Language, run: Run): Promise<readonly Missed[]> {
  const wanted = scenes.filter(({ name }) => run.only === null || run.only.includes(name))
  if (wanted.length === 0) throw new Error(`No scene is called ${run.only?.join(' or ') ?? ''}.`)
  const missed: Missed[] = []
  for (const place of places) {
    const there = wanted.filter(({ act }) => placeOf(act) === place)
    const play = (stage: Stage) => playActs(stage, there, run)
    if (there.length > 0) missed.push(...(await open[place](language, play)))
  }
  return missed
}

/** The profiles that the acts are played in. */
const places = ['usual', 'policy', 'late'] as const
type Place = (typeof places)[number]
type Play = (stage: Stage) => Promise<readonly Missed[]>

const placeOf = (act: Act): Place => (act === 'policy' || act === 'late' ? act : 'usual')

const open: Readonly<Record<Place, (language: Language, play: Play) => Promise<readonly Missed[]>>> = {
  usual: (language, play) => inProfile(language, () => ({}), play),
  policy: (language, play) =>
    inProfile(language, (dataDir) => ({ SENDOFF_POLICY: writePolicy(dataDir) }), play),
  late: withMissed,
}

/** Brings the profile into the state that the scenes of an act are taken in; acts follow each other. */
const begin: Readonly<Record<Act, (stage: Stage) => Promise<unknown>>> = {
  fresh: () => Promise.resolve(),
  empty: async (stage) => {
    const { main } = stage
    await stage.compose(() => ask(main, 'practice', 'tryIt', { scenarioId: null }))
    await clear(stage)
    for (const { id: draftId } of await ask(main, 'drafts', 'list')) {
      await ask(main, 'drafts', 'discard', { draftId })
      await ask(main, 'drafts', 'erase', { draftId })
    }
  },
  full: async ({ main }) => {
    await dismissNotices(main)
    await seed(main)
  },
  policy: ({ main }) => dismissNotices(main),
  late: ({ main }) => dismissNotices(main),
}

async function playActs(stage: Stage, wanted: readonly Scene[], run: Run): Promise<readonly Missed[]> {
  const missed: Missed[] = []
  const last = Math.max(...wanted.map(({ act }) => acts.indexOf(act)))
  const place = placeOf(acts[last] ?? 'fresh')
  for (const act of acts.slice(0, last + 1).filter((one) => placeOf(one) === place)) {
    await begin[act](stage)
    for (const scene of wanted.filter((one) => one.act === act))
      await play(stage, scene, run).catch((error: unknown) => {
        console.error(`${stage.language} ${scene.name}: ${String(error).split('\n').slice(0, 3).join(' ')}`)
        missed.push({ language: stage.language, name: scene.name, error })
      })
  }
  return missed
}

async function play(stage: Stage, { name, go, frame, after }: Scene, run: Run): Promise<void> {
  const startedAt = Date.now()
  await clear(stage)
  await go(stage)
  const page = stage.others().at(-1) ?? stage.main
  await shoot(page, {
    ...run,
    toFile: fileIn(run.folder, stage.language, name),
    frame: async () => {
      await frame?.(page, stage)
    },
  })
  await after?.(stage)
  console.log(`${stage.language} ${name} ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
}
