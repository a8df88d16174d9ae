import { isCommandId } from '../../../main/commands/command-table.ts'
import { createCommand, type Command } from '../../shared/commands.svelte.ts'
import type { EditorState } from './editor-state.svelte.ts'
import type { Tool } from './tools.ts'

/** The tools as commands for the menu bar. Their keys are the editor's own (RichEditor.svelte): in the subject they act on nothing. */
export function toolCommands(tools: readonly (readonly Tool[])[], editing: EditorState): readonly Command[] {
  return tools.flat().flatMap((tool) => {
    const id = `format.${tool.id}`
    if (!isCommandId(id)) return []
    return [
      createCommand(id, {
        shortcut: undefined,
        enabled: () => tool.isDisabled?.(editing) !== true,
        run: () => {
          editing.look()
          tool.run(editing)
        },
      }),
    ]
  })
}
