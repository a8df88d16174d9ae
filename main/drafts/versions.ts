import type { DraftVersion } from '../storage/store.ts'
import { withoutSignature } from '../message/signature.ts'
import type { DraftContent } from './draft.ts'

/** Saves within this time of the first save of a version belong to it. */
const versionMs = 60_000

/** How many versions are kept, and how long a text must be to be worth keeping when it is emptied. */
export const keptVersions = 50
const longText = 80
const biteLength = 20

/**
 * The versions after a save (P24): the newest takes the new content, unless a minute has passed since it began, or a
 * long text begins to shrink or is halved. Then the newest stays as it is and the new content begins a version of its own.
 * @param now Epoch ms.
 */
export function withSave(
  versions: readonly DraftVersion[],
  content: DraftContent,
  now: number,
): readonly DraftVersion[] {
  const newest = versions.at(-1)
  if (newest === undefined) return [{ version: 1, startedAt: now, savedAt: now, content }]
  if (isSame(newest.content, content)) return versions
  if (!beginsVersion(versions, newest, content, now))
    return [...versions.slice(0, -1), { ...newest, savedAt: now, content }]
  const next = { version: newest.version + 1, startedAt: now, savedAt: now, content }
  return prune([...versions, next])
}

/**
 * The versions after an earlier one was brought back: a version of its own, so that the one before it stays as it was.
 * What stands already makes none.
 */
export function withRestored(
  versions: readonly DraftVersion[],
  content: DraftContent,
  now: number,
): readonly DraftVersion[] {
  const newest = versions.at(-1)
  if (newest !== undefined && isSame(newest.content, content)) return versions
  return prune([...versions, { version: (newest?.version ?? 0) + 1, startedAt: now, savedAt: now, content }])
}

function beginsVersion(
  versions: readonly DraftVersion[],
  newest: DraftVersion,
  content: DraftContent,
  now: number,
): boolean {
  if (now - newest.startedAt >= versionMs || isCutDown(newest.content, content)) return true
  // A text that is rubbed out bit by bit is halved by no single save: the first bite begins the version.
  const before = versions.at(-2)
  const goesOn = before !== undefined && isBitten(before.content, newest.content)
  return isBitten(newest.content, content) && !goesOn
}

/** A long text that lost more than a slip of the keyboard. */
function isBitten(before: DraftContent, after: DraftContent): boolean {
  const [length, left] = [writtenIn(before), writtenIn(after)]
  return length >= longText && left < length - biteLength
}

/** A long text that became less than half: somebody may want the other half back. */
export function isCutDown(before: DraftContent, after: DraftContent): boolean {
  const [length, left] = [writtenIn(before), writtenIn(after)]
  return length >= longText && left * 2 < length
}

/** Nothing in it that a person would miss. */
export function isBlank({ to, cc, bcc, subject, text, attachments, invitation }: DraftContent): boolean {
  const isBare = to.length + cc.length + bcc.length + attachments.length === 0 && invitation === undefined
  return isBare && subject.trim() === '' && withoutSignature(text).trim() === ''
}

/** Characters of the text; the signature is none that a person would miss. */
function writtenIn({ text }: DraftContent): number {
  return withoutSignature(text).length
}

function isSame(a: DraftContent, b: DraftContent): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Drops the oldest over the limit, but never the last one before the text was cut down. */
function prune(versions: readonly DraftVersion[]): readonly DraftVersion[] {
  if (versions.length <= keptVersions) return versions
  const drop = versions.findIndex((version, at) => {
    const next = versions[at + 1]
    return next === undefined || !isCutDown(version.content, next.content)
  })
  return versions.filter((_, at) => at !== Math.max(0, drop))
}
