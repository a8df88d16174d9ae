import type { Bridge } from './contract.ts'

const name = '--sendoff-window='

/** Which window this is, from the argument that main gave it (main/electron/window-role.ts). */
export function toWindow(argv: readonly string[]): Bridge['window'] {
  const value = argv.find((argument) => argument.startsWith(name))?.slice(name.length) ?? 'main'
  const draftId = /^compose:(.+)$/.exec(value)?.[1]
  return draftId === undefined ? { kind: 'main' } : { kind: 'compose', draftId }
}
