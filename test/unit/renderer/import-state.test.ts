import { describe, expect, it } from 'vitest'
import type { TransferIdentity, TransferPreview, TransferServer } from '../../../main/api.ts'
import { ExportState } from '../../../renderer/transfer/export-state.svelte.ts'
import { ImportState } from '../../../renderer/transfer/import-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const server = (key: string, state: TransferServer['state']): TransferServer => ({
  key,
  name: key,
  state,
  took: [],
  left: [],
})
const identity = (
  key: string,
  state: TransferServer['state'],
  rest: Partial<TransferIdentity> = {},
): TransferIdentity => ({
  ...server(key, state),
  serverKey: 'a',
  serverName: 'a',
  needsServer: true,
  ...rest,
})
const preview: TransferPreview = {
  id: 'p',
  kind: 'msmtp',
  path: '/home/m/.msmtprc',
  servers: [server('a', 'new'), server('b', 'same'), server('c', 'conflict'), server('d', 'unusable')],
  identities: [
    identity('x', 'new'),
    identity('y', 'new', { serverKey: 'b', needsServer: false }),
    identity('z', 'same'),
  ],
  left: [],
}

describe('an import', () => {
  it('chooses what is new, and an address only with its server', async () => {
    const { bridge } = createFakeBridge({ 'transfer.read': () => ok(preview) })
    const state = new ImportState(bridge)
    await state.read('msmtp-0')
    expect([...state.servers]).toEqual(['a'])
    expect(state.takenIdentities).toEqual(['x', 'y'])
    expect((['new', 'same', 'conflict', 'unusable'] as const).map((each) => state.count(each))).toEqual([
      3, 2, 1, 1,
    ])
    state.servers.delete('a')
    expect(state.takenIdentities).toEqual(['y'])
    expect(preview.identities.map((each) => state.missingServer(each))).toEqual(['a', null, 'a'])
  })

  it('sends what is chosen, once, and keeps what became of it', async () => {
    const report = { servers: [], identities: [] }
    const { bridge, calls } = createFakeBridge({
      'transfer.read': () => ok(preview),
      'transfer.apply': () => ok(report),
    })
    const state = new ImportState(bridge)
    await state.read(null)
    state.servers.add('c')
    expect(await Promise.all([state.apply(), state.apply()])).toEqual([true, false])
    expect(calls.at(-1)?.input).toEqual({ previewId: 'p', servers: ['a', 'c'], identities: ['x', 'y'] })
    expect([state.report, state.preview]).toEqual([report, null])
  })

  it('stays where it is when the picker was left or the file was refused', async () => {
    const answers = [ok(null), { ok: false, failure: { code: 'file', message: 'no' } }]
    const { bridge } = createFakeBridge({ 'transfer.read': () => answers.shift() })
    const state = new ImportState(bridge)
    await state.read(null)
    expect([state.preview, state.failure]).toEqual([null, null])
    await state.read(null)
    expect(state.failure?.message).toBe('no')
    expect(state.busy).toBe(false)
  })
})

describe('an export', () => {
  it('takes all by default, never the practice server, and no address without its server', async () => {
    const { bridge, calls } = createFakeBridge({
      'servers.list': () =>
        ok([
          { id: 's', kind: 'configured' },
          { id: 'p', kind: 'practice' },
        ]),
      'identities.list': () =>
        ok([
          { id: 'i', serverId: 's' },
          { id: 'j', serverId: 'p' },
        ]),
      'transfer.exportServers': () => ok({ path: null, servers: 1, identities: 1 }),
    })
    const state = new ExportState(bridge)
    await state.start()
    expect(await state.save()).toBe(false)
    expect(calls.at(-1)?.input).toEqual({ serverIds: ['s'], identityIds: ['i'] })
    expect(state.written).toBeNull()
    state.chosenServers.delete('s')
    expect(state.goingIdentities).toEqual([])
  })
})
