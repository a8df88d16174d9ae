import { expect, test } from 'vitest'
import { selectShipped, type Bom } from '../../../scripts/support/shipped-parts.ts'

const part = (name: string, ...properties: readonly string[]) => ({
  'bom-ref': `${name}@1.0.0`,
  name,
  properties: properties.map((each) => ({ name: each, value: 'true' })),
})
const development = 'cdx:npm:package:development'

const bom: Bom = {
  metadata: { timestamp: 'now' },
  components: [
    part('zod'),
    part('vitest', development),
    part('svelte', development),
    part('electron', development),
  ],
  dependencies: [
    { ref: 'sendoff@0.1.0', dependsOn: ['zod@1.0.0', 'vitest@1.0.0'] },
    { ref: 'zod@1.0.0', dependsOn: [] },
    { ref: 'vitest@1.0.0', dependsOn: ['zod@1.0.0'] },
  ],
}

test('the bill of materials has what is in the program, and no tool', () => {
  const { components, dependencies } = selectShipped(bom, null)
  expect(components.map(({ name }) => name)).toEqual(['zod', 'svelte', 'electron'])
  expect(dependencies).toEqual([
    { ref: 'sendoff@0.1.0', dependsOn: ['zod@1.0.0'] },
    { ref: 'zod@1.0.0', dependsOn: [] },
  ])
})

test('and is the same for the same commit', () => {
  const made = { ...bom, serialNumber: 'urn:uuid:random' }
  const { metadata, ...rest } = selectShipped(made, new Date(1_700_000_000_000))
  expect(metadata).toEqual({ timestamp: '2023-11-14T22:13:20.000Z' })
  expect(rest).not.toHaveProperty('serialNumber')
})
