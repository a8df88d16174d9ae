import { describe, expect, it } from 'vitest'
import { drawFlame, foldProfile, type Profile } from '../../../bench/flame-graph.ts'

const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 0 })
const profile: Profile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 5] },
    { id: 2, callFrame: frame('send', 'file:///main/smtp/a.ts'), children: [4] },
    { id: 3, callFrame: frame('(idle)') },
    { id: 5, callFrame: frame('load', 'node:internal/modules/run_main') },
    { id: 4, callFrame: frame('<write>') },
  ],
  samples: [2, 4, 3, 5, 4],
  timeDeltas: [100, 200, 5_000, 700, 300],
}

describe('a flame graph', () => {
  it('adds up samples by their stacks and leaves out loading and waiting', () => {
    const root = foldProfile(profile)
    expect(root.us).toBe(600)
    const send = root.callees.get('send smtp/a.ts:1')
    expect(send?.us).toBe(600)
    expect(send?.callees.get('<write>')?.us).toBe(500)
    expect([...root.callees.keys()]).toEqual(['send smtp/a.ts:1'])
  })

  it('draws a callee under its caller, as wide as its time', () => {
    const svg = drawFlame(foldProfile(profile))
    expect(svg).toContain('<title>send smtp/a.ts:1: 100.00 %</title><rect x="0.0" y="16" width="1199.7"')
    expect(svg).toContain('<title>&lt;write&gt;: 83.33 %</title><rect x="0.0" y="32" width="999.7"')
  })
})
