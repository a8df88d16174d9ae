import { describe, expect, it } from 'vitest'
import type { CommandId } from '../../../main/commands/command-table.ts'
import { CommandRegistry, createCommand, type Command } from '../../../renderer/shared/commands.svelte.ts'

function command(id: CommandId, over: Partial<Command> = {}): Command {
  return createCommand(id, { run: () => undefined, ...over })
}

describe('CommandRegistry', () => {
  it('gives the latest of two, and the earlier again when that is gone', () => {
    const registry = new CommandRegistry()
    registry.add([command('find', { title: 'first' })])
    const remove = registry.add([command('find', { title: 'second' })])
    expect(registry.get('find')?.title).toBe('second')
    remove()
    expect(registry.get('find')?.title).toBe('first')
  })

  it('finds by key only what is possible now', () => {
    const registry = new CommandRegistry()
    registry.add([command('entry.hold', { enabled: () => false }), command('entry.release')])
    expect(registry.find((shortcut) => shortcut === 'h')?.id).toBe('entry.release')
    expect(registry.find((shortcut) => shortcut === 'x')).toBeUndefined()
  })

  it('offers the menu bar what is possible now, and runs nothing else for it', () => {
    const done: string[] = []
    const registry = new CommandRegistry()
    registry.add([
      command('entry.hold', { enabled: () => false, run: () => void done.push('hold') }),
      command('entry.edit', { run: () => void done.push('edit') }),
    ])
    expect(registry.offered()).toEqual(['entry.edit'])
    for (const id of ['entry.hold', 'entry.edit', 'no such']) registry.run(id)
    expect(done).toEqual(['edit'])
  })
})
