// Looks that no theme has: the system's own colours, and the least width of a window.
import type { Page } from 'playwright-core'
import type { Scene, Stage } from '../stage.ts'

const named = (scenes: readonly Scene[], name: string): Scene => {
  const found = scenes.find((scene) => scene.name === name)
  if (found === undefined) throw new Error(`There is no scene ${name}.`)
  return found
}

/** The scene in forced colours. */
const forced = (scene: Scene): Scene => ({
  ...scene,
  name: `forced-${scene.name}`,
  frame: async (page, stage) => {
    await scene.frame?.(page, stage)
    await page.emulateMedia({ forcedColors: 'active' })
  },
  after: async (stage) => {
    await stage.main.emulateMedia({ forcedColors: 'none' })
    await scene.after?.(stage)
  },
})

/** The least that the design asks of a window: where list and detail are one pane, and compose is its narrowest. */
const least = { main: { width: 720, height: 520 }, compose: { width: 440, height: 480 } }

async function fit(page: Page, { main }: Stage, width?: number): Promise<void> {
  const size = page === main ? least.main : least.compose
  await page.setViewportSize({ ...size, width: width ?? size.width })
}

const narrow = (scene: Scene, width?: number): Scene => ({
  ...scene,
  name: `narrow-${scene.name}`,
  frame: async (page, stage) => {
    await fit(page, stage, width)
    await scene.frame?.(page, stage)
  },
})

/** As at 200 % on 1280. */
const half = 640

const inForced = [
  'outbox',
  'entry-partly',
  'compose-findings',
  'transcript',
  'server-form',
  'settings-sending',
]
const atHalf = [
  'outbox',
  'entry-partly',
  'transcript',
  'servers',
  'server-form',
  'practice',
  'settings-sending',
  'settings-administrator',
  'help-codes',
  'merge-table',
]

/** @param scenes all others */
export function lookScenes(scenes: readonly Scene[]): readonly Scene[] {
  const of = (name: string) => named(scenes, name)
  return [
    ...inForced.map((name) => forced(of(name))),
    ...atHalf.map((name) => narrow(of(name), half)),
    ...['compose-full', 'compose-findings'].map((name) => narrow(of(name))),
  ]
}
