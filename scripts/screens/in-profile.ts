import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask } from './ask.ts'
import { startProgram } from './program.ts'
import { usual } from './shoot.ts'
import { stageOf, type Stage } from './stage.ts'
import { wordsOf, type Language } from './words.ts'

type Env = Readonly<Record<string, string>>

/** A folder for a profile, which is gone afterwards. */
export async function withFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sendoff-screens-'))
  try {
    return await work(dataDir)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The program on this profile, ended afterwards. @param env is added to its environment */
export async function onProfile<T>(
  dataDir: string,
  language: Language,
  env: Env,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const program = await startProgram(dataDir, env)
  try {
    program.main.setDefaultTimeout(8_000)
    await program.main.setViewportSize(usual)
    // A page that is not whole yet does not hear that it is to be loaded anew.
    await program.main.getByRole('heading').first().waitFor()
    await ask(program.main, 'settings', 'set', { language })
    await program.main.waitForURL((url) => url.searchParams.get('language') === language)
    await program.main.getByRole('heading').first().waitFor()
    await ask(program.main, 'app', 'show', { view: 'outbox' })
    return await work(stageOf(program, wordsOf(language), language))
  } finally {
    await program.end()
  }
}

/** The program on a profile of its own. @param envIn what is added to its environment */
export function inProfile<T>(
  language: Language,
  envIn: (dataDir: string) => Env,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  return withFolder((dataDir) => onProfile(dataDir, language, envIn(dataDir), work))
}
