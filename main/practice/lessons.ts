// Lessons with the practice server: what of them is done is seen from the messages themselves. Pure.
import { ownValue } from '../own-value.ts'

/** The lessons in their order, with their steps in theirs. */
export const lessons = {
  send: ['queued', 'handed-over'],
  refused: ['queued', 'refused', 'corrected'],
  greylisted: ['queued', 'deferred', 'handed-over'],
  'lost-reply': ['queued', 'unconfirmed', 'resolved'],
} as const

export type LessonId = keyof typeof lessons
export type StepId = { [L in LessonId]: `${L}.${(typeof lessons)[L][number]}` }[LessonId]

/** What a message to the practice server looks like. */
export interface LessonEntry {
  readonly id: string
  readonly state: string
  readonly recipients: readonly { readonly address: string }[]
}

export interface Progress {
  readonly done: readonly StepId[]
  /** Messages that were refused: corrected, they finish that lesson. */
  readonly refused: readonly string[]
}

export const noProgress: Progress = { done: [], refused: [] }

/** Refused messages that are remembered, the latest. */
const maxRefused = 50

const byName: Readonly<Record<string, LessonId>> = {
  unknown: 'refused',
  greylisted: 'greylisted',
  'drops-after-dot': 'lost-reply',
}

/** The scenario that a lesson begins with; null: a plain first message. */
export const scenarioOf: Readonly<Record<LessonId, string | null>> = {
  send: null,
  refused: 'unknown',
  greylisted: 'greylisted',
  'lost-reply': 'drops-after-dot',
}

function lessonOf({ recipients }: LessonEntry): LessonId {
  for (const { address } of recipients) {
    const lesson = ownValue(byName, address.replace(/@.*$/, '').toLowerCase())
    if (lesson !== undefined) return lesson
  }
  return 'send'
}

/** The progress after a message changed; itself where nothing is new. */
export function follow(progress: Progress, entry: LessonEntry): Progress {
  const seen = stepsOf(progress, entry).filter((step) => !progress.done.includes(step))
  const isRefused = entry.state === 'failed' && lessonOf(entry) === 'refused'
  const isNews = isRefused && !progress.refused.includes(entry.id)
  if (seen.length === 0 && !isNews) return progress
  return {
    done: [...progress.done, ...seen],
    refused: isNews ? [...progress.refused, entry.id].slice(-maxRefused) : progress.refused,
  }
}

function stepsOf({ done, refused }: Progress, entry: LessonEntry): readonly StepId[] {
  const { state } = entry
  const isSent = state === 'sent'
  if (refused.includes(entry.id) && isSent) return ['refused.corrected']
  switch (lessonOf(entry)) {
    case 'send':
      return ['send.queued', ...(isSent ? (['send.handed-over'] as const) : [])]
    case 'refused':
      return ['refused.queued', ...(state === 'failed' ? (['refused.refused'] as const) : [])]
    case 'greylisted':
      return [
        'greylisted.queued',
        ...(state === 'deferred' ? (['greylisted.deferred'] as const) : []),
        ...(isSent && done.includes('greylisted.deferred') ? (['greylisted.handed-over'] as const) : []),
      ]
    case 'lost-reply':
      return [
        'lost-reply.queued',
        ...(state === 'unconfirmed' ? (['lost-reply.unconfirmed'] as const) : []),
        ...(state !== 'unconfirmed' && done.includes('lost-reply.unconfirmed')
          ? (['lost-reply.resolved'] as const)
          : []),
      ]
  }
}
