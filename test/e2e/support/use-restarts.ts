import { afterEach } from 'vitest'
import { createProfile, removeProfile, startProgram, type Program } from './program.ts'

/** Profiles of a test, and the program that was started last on one of them: it is quit, and they are removed, when the test is over. */
export function useRestarts() {
  const dataDirs: string[] = []
  let running: Program | undefined
  afterEach(async () => {
    await running?.quit()
    running = undefined
    for (const dataDir of dataDirs.splice(0)) removeProfile(dataDir)
  })
  return {
    profile: (): string => {
      const dataDir = createProfile()
      dataDirs.push(dataDir)
      return dataDir
    },
    start: async (dataDir: string): Promise<Program> => {
      running = await startProgram({ dataDir })
      return running
    },
  }
}
