// What the compose window says to a screen reader beside its live regions (Findings.svelte, RecipientNotes.svelte …).
import { untrack } from 'svelte'
import { formatTime } from '../shared/format.ts'
import { plural, t } from '../text/t.ts'
import type { ComposeState } from './compose-state.svelte.ts'

interface Voice {
  say(sentence: string): void
}

/** Says which files came, and that the message goes. To be called while a component is made. */
export function speakOf(compose: ComposeState, voice: Voice): void {
  let known: readonly string[] = untrack(() => compose.files.shown.map(({ id }) => id))
  $effect(() => {
    const { shown } = compose.files
    const names = shown.filter(({ id }) => !known.includes(id)).map(({ name }) => name)
    known = shown.map(({ id }) => id)
    const [name] = names
    if (name === undefined) return
    untrack(() => voice.say(plural('compose.attached', names.length, { name })))
  })
  $effect(() => {
    if (compose.status === 'sending') untrack(() => voice.say(t('compose.sending')))
  })
}

/** Says whether the draft was saved, to a person who asked for that: what saves itself goes on in silence. */
export function saySaved({ unsaved, savedAt }: ComposeState, now: number, voice: Voice): void {
  // Why not, the findings say.
  if (unsaved || savedAt === null) voice.say(t('compose.unsaved'))
  else voice.say(t('compose.saved', { time: formatTime(savedAt, now) }))
}
