import { describe, expect, it } from 'vitest'
import { ServerFormState } from '../../../renderer/servers/server-form.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

describe('ServerFormState', () => {
  it('lets the port follow the security until another port is typed', () => {
    const form = new ServerFormState(createFakeBridge({}).bridge, null, true)
    form.chooseSecurity('implicit')
    expect(form.port).toBe('465')
    form.port = '2525'
    form.chooseSecurity('starttls')
    expect(form.port).toBe('2525')
  })

  it('keeps the stored password when none is typed', () => {
    const form = new ServerFormState(createFakeBridge({}).bridge, null, true)
    expect(form.form.password).toBeNull()
    form.password = 'secret'
    expect(form.form.password).toBe('secret')
  })

  it('turns a port that is no number into one that main refuses', () => {
    const form = new ServerFormState(createFakeBridge({}).bridge, null, true)
    for (const typed of ['', 'smtp', '5 87', '-1', '999999']) {
      form.port = typed
      expect(form.form.port).toBe(0)
    }
  })

  it('shows the problems of a refused save beside their fields and stays unsaved', async () => {
    const problems = [{ field: 'host', message: 'A host is missing.' }]
    const { bridge } = createFakeBridge({ 'servers.save': () => ok({ saved: false, problems }) })
    const form = new ServerFormState(bridge, null, true)
    form.name = 'Work'
    expect(await form.save()).toBeNull()
    expect(form.problemAt('host')).toBe('A host is missing.')
    expect(form.dirty).toBe(true)
  })

  it('fills the lines of a running test as they come', async () => {
    let finish: (value: unknown) => void = () => undefined
    const fake = createFakeBridge({ 'servers.test': () => new Promise((resolve) => (finish = resolve)) })
    const form = new ServerFormState(fake.bridge, null, true)
    const testing = form.runTest(() => 7)
    fake.emit('servers.testLines', {
      lines: [{ seq: 1, atMs: 0, from: 'note', phase: 'connect', text: 'x' }],
    })
    expect(form.testLines).toHaveLength(1)
    finish(ok({ ok: true, lines: form.testLines, stops: [], durationMs: 3, summary: 'signed in' }))
    await testing
    expect(form.test).toMatchObject({ state: 'done', at: 7 })
  })
})
