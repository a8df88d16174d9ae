// The beginning and the end of a file of tests: one program on a profile of its own.
import { afterAll, beforeAll, expect } from 'vitest'
import { createProfile, removeProfile, startProgram, type Program, type ProgramOptions } from './program.ts'

export interface UsedProgram extends Omit<ProgramOptions, 'dataDir'> {
  /** Profile folder, where the tests put something into it first; a new one by default. It is removed at the end either way. */
  readonly dataDir?: string
}

/**
 * Starts the program before the tests of this file (or `describe`), and ends it and removes its profile after them; by then no
 * page may have had an error that nobody caught. What is to be done before the start stands in a `beforeAll` above the call,
 * what is to be done with the program in one below it.
 * @returns the program; only `dataDir` is there before it has started.
 */
export function useProgram({ dataDir = createProfile(), ...rest }: UsedProgram = {}): Program {
  let started: Program | undefined
  const program = (): Program => {
    if (started === undefined) throw new Error('The program has not started yet.')
    return started
  }
  beforeAll(async () => {
    started = await startProgram({ ...rest, dataDir })
  }, 90_000)
  afterAll(async () => {
    try {
      expect(started?.faults() ?? []).toEqual([])
    } finally {
      await started?.quit()
      removeProfile(dataDir)
    }
  })
  return {
    dataDir,
    get main() {
      return program().main
    },
    get pid() {
      return program().pid
    },
    output: () => program().output(),
    faults: () => program().faults(),
    compose: (open) => program().compose(open),
    composeWindows: () => program().composeWindows(),
    host: (request) => program().host(request),
    ended: () => program().ended(),
    quit: () => program().quit(),
    kill: () => program().kill(),
  }
}
