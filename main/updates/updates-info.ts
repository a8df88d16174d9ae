/** Why this program does not update itself. */
export type UpdatesOff =
  /** It runs from a folder of its source. */
  | 'source'
  /** It was built without a signed feed. */
  | 'no-feed'
  /** A package manager installed it and updates it. */
  | 'package'
  | 'snap'
  | 'flatpak'
  /** Unpacked by hand: nothing knows which files are its own. */
  | 'folder'
  /** The administrator's policy. */
  | 'policy'

export type UpdatesInfo =
  | { readonly state: 'off'; readonly why: UpdatesOff }
  /** Nobody has asked since the start. */
  | { readonly state: 'idle' }
  | { readonly state: 'checking' }
  | { readonly state: 'current' }
  /** Waits for the person's word: nothing is loaded before it. */
  | { readonly state: 'found'; readonly version: string }
  | { readonly state: 'loading'; readonly version: string; readonly percent: number }
  /** Waits for the person's word again: nothing is installed before it. */
  | { readonly state: 'ready'; readonly version: string }
  | { readonly state: 'failed'; readonly message: string }
