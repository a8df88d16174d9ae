// The attack finds what it is for.
import { expect, it } from 'vitest'
import { attack } from './attack.ts'

const run = (name: string) =>
  attack({
    module: new URL(`./fixture/${name}.ts`, import.meta.url).href,
    seed: 1,
    executions: 1_000_000,
    forMs: 40_000,
    hangMs: 1_000,
    heapMb: 64,
  })

it('finds an input that makes the parser throw, and names it', async () => {
  await expect(run('throws')).rejects.toThrow(/TypeError: NUL on [A-Za-z0-9+/=]+/)
})

it('finds an input from which the parser does not come back', async () => {
  await expect(run('hangs')).rejects.toThrow(/more than 1 s on /)
})

it('finds a parser that keeps memory', async () => {
  await expect(run('eats')).rejects.toThrow(/memory/)
})
