import { isOwn } from './origin.ts'

/** What is used of Electron's WebFrameMain. */
interface Frame {
  readonly parent: unknown
  readonly url: string
}

/** Only the top frame of a page of ours may call. */
export function isOwnFrame(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && isOwn(frame.url)
}
