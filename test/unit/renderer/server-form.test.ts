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

  it('puts what is wrong with a check at its field', async () => {
    const failure = { code: 'invalid-argument', message: 'A password is missing.', field: 'password' }
    const { bridge } = createFakeBridge({ 'checks.run': () => ({ ok: false, failure }) })
    const form = new ServerFormState(bridge, null, true)
    await form.runCheck()
    expect(form.problemAt('password')).toBe('A password is missing.')
    expect(form.check.phase).toBe('idle')
  })
})
