// What a list says of the versions of a draft: how long each is, and what changed from the one before. Pure.
import type { VersionChange, VersionSummary } from '../api.ts'
import { withoutSignature } from '../message/signature.ts'
import type { DraftVersion } from '../storage/store.ts'
import type { DraftContent } from './draft.ts'
import { isCutDown } from './versions.ts'

/** So much of the first line is shown. */
const firstLineLength = 120

/** @param versions Oldest first. Gives them newest first. */
export function describeVersions(versions: readonly DraftVersion[]): readonly VersionSummary[] {
  const seen = new Map<string, number>()
  const summaries = versions.map((version, at) => {
    const { content, savedAt } = version
    const before = versions[at - 1]
    const next = versions[at + 1]
    const key = JSON.stringify(content)
    const sameAt = seen.get(key)
    seen.set(key, savedAt)
    return {
      version: version.version,
      startedAt: version.startedAt,
      savedAt,
      words: wordsOf(content).length,
      firstLine: firstLineOf(content),
      files: content.attachments.length,
      changes: sameAt === undefined ? changesFrom(before?.content, content) : [broughtBack(sameAt)],
      isCurrent: next === undefined,
      isBeforeCut: next !== undefined && isCutDown(content, next.content),
    }
  })
  return summaries.toReversed()
}

const broughtBack = (savedAt: number): VersionChange => ({ kind: 'brought-back', savedAt })

/** @param before Undefined: this is the first. */
export function changesFrom(before: DraftContent | undefined, after: DraftContent): readonly VersionChange[] {
  if (before === undefined) return [{ kind: 'first' }]
  const changes: readonly VersionChange[] = [
    ...textChange(before, after),
    ...(before.subject === after.subject ? [] : [{ kind: 'subject' } as const]),
    ...recipientChange(before, after),
    ...fileChange(before, after),
  ]
  return changes.length === 0 ? [{ kind: before.html === after.html ? 'options' : 'look' }] : changes
}

function textChange(before: DraftContent, after: DraftContent): readonly VersionChange[] {
  if (before.text === after.text) return []
  const [was, is] = [wordsOf(before), wordsOf(after)]
  if (was.length > 0 && is.length === 0) return [{ kind: 'emptied' }]
  const { added, removed } = difference(was, is)
  return added.length + removed.length === 0
    ? [{ kind: 'look' }]
    : [{ kind: 'words', added: added.length, removed: removed.length }]
}

function recipientChange(before: DraftContent, after: DraftContent): readonly VersionChange[] {
  const all = ({ to, cc, bcc }: DraftContent) => [
    ...to.map((one) => `to ${one}`),
    ...cc.map((one) => `cc ${one}`),
    ...bcc.map((one) => `bcc ${one}`),
  ]
  const { added, removed } = difference(all(before), all(after))
  return added.length + removed.length === 0
    ? []
    : [{ kind: 'recipients', added: added.length, removed: removed.length }]
}

function fileChange(before: DraftContent, after: DraftContent): readonly VersionChange[] {
  const names = ({ attachments }: DraftContent) => attachments.map(({ name }) => name)
  const { added, removed } = difference(names(before), names(after))
  return added.length + removed.length === 0 ? [] : [{ kind: 'files', added, removed }]
}

/** What one has more often than the other. */
function difference(before: readonly string[], after: readonly string[]) {
  return { added: without(after, before), removed: without(before, after) }
}

function without(from: readonly string[], taken: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const one of taken) left.set(one, (left.get(one) ?? 0) + 1)
  return from.filter((one) => {
    const count = left.get(one) ?? 0
    if (count > 0) left.set(one, count - 1)
    return count === 0
  })
}

/** The signature is not counted: nobody wrote it. */
function wordsOf({ text }: DraftContent): readonly string[] {
  return withoutSignature(text)
    .split(/\s+/)
    .filter((word) => word !== '')
}

function firstLineOf({ text }: DraftContent): string {
  const line = withoutSignature(text)
    .split('\n')
    .find((one) => one.trim() !== '')
  return (line ?? '').trim().slice(0, firstLineLength)
}
