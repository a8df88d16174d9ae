import { describe, expect, it } from 'vitest'
import { Announcer } from '../../../renderer/state/announcer.svelte.ts'

describe('Announcer', () => {
  it('says together what comes at once', async () => {
    const announcer = new Announcer()
    announcer.say('One.')
    announcer.say('Two.')
    expect(announcer.text.trim()).toBe('One. Two.')
    await Promise.resolve()
    announcer.say('Three.')
    expect(announcer.text.trim()).toBe('Three.')
  })

  it('says three in whole and counts the rest', () => {
    const announcer = new Announcer()
    for (const word of ['One.', 'Two.', 'Three.', 'Four.', 'Five.']) announcer.say(word)
    expect(announcer.text.trim()).toBe('One. Two. Three. 2 more changes.')
  })

  it('says the same sentence again', async () => {
    const announcer = new Announcer()
    announcer.say('Copied.')
    const first = announcer.text
    await Promise.resolve()
    announcer.say('Copied.')
    expect(announcer.text).not.toBe(first)
  })
})
