import { describe, expect, it } from 'vitest'
import { CommandRegistry, type Command } from '../../../renderer/shared/commands.svelte.ts'

function command(id: string, over: Partial<Command> = {}): Command {
  return { id, title: id, enabled: () => true, run: () => undefined, ...over }
}

describe('CommandRegistry', () => {
  it('gives the latest of two, and the earlier again when that is gone', () => {
    const registry = new CommandRegistry()
    registry.add([command('a', { title: 'first' })])
    const remove = registry.add([command('a', { title: 'second' })])
    expect(registry.get('a')?.title).toBe('second')
    remove()
    expect(registry.get('a')?.title).toBe('first')
  })

  it('finds by key only what is possible now', () => {
    const registry = new CommandRegistry()
    registry.add([
      command('hold', { shortcut: 'h', enabled: () => false }),
      command('release', { shortcut: 'h' }),
    ])
    expect(registry.find((shortcut) => shortcut === 'h')?.id).toBe('release')
    expect(registry.find((shortcut) => shortcut === 'x')).toBeUndefined()
  })
})
