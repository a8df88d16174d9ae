import { expect, test } from 'vitest'
import { selectShipped, type Bom } from '../../../scripts/support/shipped-parts.ts'

const part = (name: string) => ({ 'bom-ref': `${name}@1.0.0`, name })

const bom: Bom = {
  metadata: { component: { name: 'folder-of-the-checkout' } },
  components: [part('zod'), part('vitest'), part('svelte'), part('electron'), part('prebuild-install')],
  dependencies: [
    { ref: 'sendoff@0.1.0', dependsOn: ['zod@1.0.0', 'vitest@1.0.0'] },
    { ref: 'zod@1.0.0', dependsOn: [] },
    { ref: 'vitest@1.0.0', dependsOn: ['zod@1.0.0'] },
  ],
}
const shipped = { name: 'sendoff', refs: ['zod@1.0.0', 'svelte@1.0.0'], madeAt: null }

test('the bill of materials has what is in the bundles and the shell, and no tool', () => {
  const { metadata, components, dependencies } = selectShipped(bom, shipped)
  expect(metadata.component.name).toBe('sendoff')
  expect(components.map(({ name }) => name)).toEqual(['zod', 'svelte', 'electron'])
  expect(dependencies).toEqual([
    { ref: 'sendoff@0.1.0', dependsOn: ['zod@1.0.0'] },
    { ref: 'zod@1.0.0', dependsOn: [] },
  ])
})

test('a part that the lock file does not have is not left out in silence', () => {
  const refs = ['zod@1.0.0', 'zod@2.0.0']
  expect(() => selectShipped(bom, { ...shipped, refs })).toThrow(
    'Built with packages that package-lock.json does not have: zod@2.0.0.',
  )
})

test('and is the same for the same commit', () => {
  const made = {
    ...bom,
    metadata: { ...bom.metadata, timestamp: 'when npm was asked' },
    serialNumber: 'urn:uuid:random',
  }
  const { metadata, ...rest } = selectShipped(made, { ...shipped, madeAt: new Date(1_700_000_000_000) })
  expect(metadata).toEqual({ component: { name: 'sendoff' }, timestamp: '2023-11-14T22:13:20.000Z' })
  expect(rest).not.toHaveProperty('serialNumber')
})
