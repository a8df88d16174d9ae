/** What a window is for; told to its preload as a command-line argument of the renderer. */
export type WindowRole = { readonly kind: 'main' } | { readonly kind: 'compose'; readonly draftId: string }

/** As the argument that the preload reads (preload/index.ts). */
export function toArgument(role: WindowRole): string {
  return `--sendoff-window=${role.kind === 'main' ? 'main' : `compose:${role.draftId}`}`
}
