import type { GlossaryCode, LessonView } from '../../main/api.ts'
import type { Bridge } from '../../preload/contract.ts'
import { matches, parseAsked } from '../palette/found.ts'
import { CallState } from '../state/call-state.svelte.ts'

/** The glossary and the lessons, as the core gives them; no markup. */
export class HelpState {
  codes = $state.raw<readonly GlossaryCode[]>([])
  lessons = $state.raw<readonly LessonView[]>([])
  typed = $state('')
  /** Beginning a lesson, or forgetting what is done. */
  readonly call = new CallState()
  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  /** Listens and reads; returns the function that ends it. */
  start(): () => void {
    const stop = this.#bridge.on('lessons.changed', ({ lessons }) => (this.lessons = lessons))
    void this.#read()
    return stop
  }

  readonly #words = $derived(parseAsked(toGeneral(this.typed)).words)
  readonly found = $derived(
    this.codes.filter(({ code, title, meaning, phases, reference }) =>
      matches(`${code} ${title} ${meaning} ${phases.join(' ')} ${reference}`, this.#words),
    ),
  )

  async #read(): Promise<void> {
    const [codes, lessons] = await Promise.all([this.#bridge.help.codes(), this.#bridge.help.lessons()])
    if (codes.ok) this.codes = codes.value
    if (lessons.ok) this.lessons = lessons.value
  }

  /** Begins a lesson: a message is filled in, and its window opens. */
  async begin({ scenarioId }: LessonView): Promise<void> {
    await this.call.run(() => this.#bridge.practice.tryIt({ scenarioId }))
  }

  async forget(): Promise<void> {
    await this.call.run(() => this.#bridge.help.forgetLessons())
  }
}

/** 5.1.1 and 4.1.1 are one code, X.1.1, of two classes (RFC 3463 2). */
export function toGeneral(typed: string): string {
  return typed.replace(/\b[245](\.\d{1,3}\.\d{1,3})(?!\.?\d)/g, 'X$1')
}
