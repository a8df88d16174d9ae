import { describe, expect, it } from 'vitest'
import type { IdentityForm } from '../../../main/api.ts'
import type { Identity } from '../../../main/identities/identity.ts'
import { IdentitiesState } from '../../../renderer/identities/identities-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'
import { settle } from './sample.ts'

const anna: Identity = { id: 'anna', name: 'Anna', address: 'anna@example.org', serverId: 's1' }
const crew: Identity = {
  ...{ id: 'crew', name: 'Crew', address: 'crew@example.org', serverId: 's1' },
  signatures: [{ id: 'a', name: 'Short', text: 'The crew' }],
}

async function opened(stored: readonly Identity[] = [anna, crew]) {
  let identities = stored
  let problems: readonly { field: string; message: string }[] = []
  const saved: IdentityForm[] = []
  const fake = createFakeBridge({
    'identities.list': () => ok(identities),
    'identities.refusedSenders': () =>
      ok([{ serverId: 's1', serverName: 'Work', address: 'crew@Example.org', at: 1, text: '553 no' }]),
    'identities.save': (form: IdentityForm) => {
      saved.push(form)
      if (problems.length > 0) return ok({ saved: false, problems })
      const identity = { ...crew, id: form.id ?? 'new-id', name: form.name, address: form.address }
      identities = [...identities.filter(({ id }) => id !== identity.id), identity]
      return ok({ saved: true, identity })
    },
    'identities.delete': ({ identityId }: { identityId: string }) => {
      identities = identities.filter(({ id }) => id !== identityId)
      return ok(undefined)
    },
    'identities.reorder': ({ identityIds }: { identityIds: readonly string[] }) => {
      identities = identityIds.flatMap((id) => identities.find((one) => one.id === id) ?? [])
      return ok(undefined)
    },
    'identities.pickFolder': () => ok({ path: '/home/anna/Sent' }),
    'identities.forgetRefused': () => ok(undefined),
    'servers.list': () => ok([]),
    'drafts.list': () => ok([{ content: { identityId: 'crew' } }]),
    'addresses.check': ({ text }: { text: string }) =>
      ok(text === '' ? [] : text.split(', ').map((one) => ({ text: one, ok: true }))),
  })
  let ids = 0
  const state = new IdentitiesState(fake.bridge, () => `id${(ids += 1)}`)
  const stop = state.start()
  await settle()
  return { state, saved, stop, refuse: (found: typeof problems) => void (problems = found), ...fake }
}

describe('the identities page', () => {
  it('opens with the default one', async () => {
    const { state } = await opened()
    expect(state.form?.address).toBe('anna@example.org')
    expect(state.form?.dirty).toBe(false)
  })

  it('keeps what is unsaved while another one is looked at, and when the page is left', async () => {
    const { state, stop, emit } = await opened()
    state.form!.name = 'Anna Example'
    state.select('crew')
    expect(state.isUnsaved('anna')).toBe(true)
    stop()
    state.start()
    emit('identities.changed', {})
    await settle()
    state.select('anna')
    expect(state.form?.name).toBe('Anna Example')
    state.revert()
    expect(state.form?.name).toBe('Anna')
  })

  it('a form with nothing unsaved follows what is stored elsewhere', async () => {
    const { state, bridge, emit } = await opened()
    await bridge.identities.save({ id: 'anna', name: 'A.', address: 'a@example.org' } as IdentityForm)
    emit('identities.changed', {})
    await settle()
    expect(state.form?.name).toBe('A.')
  })

  it('saves all fields, with blind copies as single addresses', async () => {
    const { state, saved } = await opened()
    state.select('crew')
    const form = state.form!
    form.alwaysBcc = 'a@example.org, b@example.org'
    form.copyKind = 'maildir'
    await form.pickFolder()
    form.addSignature()
    form.signatures[1]!.text = 'Long'
    form.signatureUp(1)
    expect(await state.save()).toBe(true)
    expect(saved[0]).toMatchObject({
      id: 'crew',
      alwaysBcc: ['a@example.org', 'b@example.org'],
      sentCopy: { kind: 'maildir', path: '/home/anna/Sent' },
      signatures: [
        { id: 'id1', name: 'Signature 2', text: 'Long' },
        { id: 'a', name: 'Short' },
      ],
    })
    expect(state.form?.dirty).toBe(false)
  })

  it('shows what was wrong at its field, and keeps what was typed', async () => {
    const { state, refuse } = await opened()
    refuse([{ field: 'address', message: 'x has no @ sign.' }])
    state.form!.address = 'x'
    expect(await state.save()).toBe(false)
    expect(state.form?.problemAt('address')).toBe('x has no @ sign.')
    expect(state.form?.address).toBe('x')
  })

  it('duplicates into a new one that is not saved yet', async () => {
    const { state, saved } = await opened()
    state.select('crew')
    state.duplicate()
    expect(state.form).toBe(state.unsavedNew)
    expect(state.form).toMatchObject({
      id: null,
      name: 'Crew, copy',
      address: 'crew@example.org',
      dirty: true,
    })
    await state.save()
    expect(saved[0]).toMatchObject({ id: null, signatures: [{ id: 'id1', text: 'The crew' }] })
    expect(state.unsavedNew).toBeNull()
    expect(state.form?.id).toBe('new-id')
  })

  it('moves one, and deletes one with the next in its place', async () => {
    const { state } = await opened()
    state.select('crew')
    expect(await state.move(-1)).toBe(1)
    expect(await state.move(-1)).toBeNull()
    expect(state.identities.map(({ id }) => id)).toEqual(['crew', 'anna'])
    await state.delete()
    expect(state.form?.id).toBe('anna')
  })

  it('shows what servers refused of the open one alone', async () => {
    const { state, calls } = await opened()
    expect(state.refusedOfForm).toEqual([])
    state.select('crew')
    expect(state.refusedOfForm).toHaveLength(1)
    await state.forget(state.refusedOfForm[0]!)
    expect(calls.find(({ name }) => name === 'identities.forgetRefused')?.input).toEqual({
      serverId: 's1',
      address: 'crew@Example.org',
    })
  })
})
