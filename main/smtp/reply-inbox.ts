// What the server says: each reply goes to the first command that is not answered yet, and every line to the transcript.
import { ReplyParser } from './reply-parser.ts'
import type { SessionTap } from './session-tap.ts'
import type { Phase, Reply } from './types.ts'

/** A reply that something waits for. Registered when the last octet of what it answers is given to the socket. */
export interface Expectation {
  readonly phase: Phase
  /** The command, as a failure names it; undefined for the greeting. */
  readonly command?: string
  readonly reply?: Reply
}

type Slot = { -readonly [key in keyof Expectation]: Expectation[key] } & {
  /** Where its lines are recorded. */
  readonly tap: SessionTap
}

/** Where the dialogue stands: of a line that nothing waits for. */
export interface Standing {
  readonly tap: SessionTap
  readonly phase: Phase
}

export class ReplyInbox {
  readonly #parser: ReplyParser
  readonly #expected: Slot[] = []
  readonly #standing: Standing
  #challenge = ''
  #isStray = false
  #stray: Reply | undefined

  /** @param standing Asked at each line. */
  constructor(standing: Standing) {
    this.#standing = standing
    this.#parser = new ReplyParser({
      line: (text) => this.#takeLine(text),
      reply: (reply) => this.#takeReply(reply),
    })
  }

  /** The last 334 as it came: a mechanism has to answer that, not the redacted line that stands in the reply. */
  get challenge(): string {
    return this.#challenge
  }

  /** Octets, and perhaps a whole reply, came that nothing waits for. */
  get isStray(): boolean {
    return this.#isStray
  }

  /** The first whole reply that nothing waited for. */
  get stray(): Reply | undefined {
    return this.#stray
  }

  /** Between the first octet of a reply and its end. */
  get isInside(): boolean {
    return this.#parser.isInside
  }

  /** The first that is not answered. */
  get next(): Expectation | undefined {
    return this.#expected[0]
  }

  /** Where the lines of what is not answered are recorded, each once. */
  get taps(): ReadonlySet<SessionTap> {
    return new Set(this.#expected.map(({ tap }) => tap))
  }

  expect(tap: SessionTap, phase: Phase, command: string | undefined): Expectation {
    const slot: Slot = command === undefined ? { phase, tap } : { phase, command, tap }
    this.#expected.push(slot)
    return slot
  }

  /** Takes octets of the server. Throws where they are no reply. */
  push(octets: Buffer): void {
    try {
      this.#parser.push(octets)
    } finally {
      if (this.#expected.length === 0 && this.#parser.isInside) this.#isStray = true
    }
  }

  #takeLine(text: string): string {
    if (text.startsWith('334')) this.#challenge = text
    const [slot] = this.#expected
    const { tap, phase } = this.#standing
    const line = tap.redactor.apply(text)
    const recorder = slot?.tap ?? tap
    recorder.record('server', slot?.phase ?? phase, line)
    return line
  }

  #takeReply(reply: Reply): void {
    const slot = this.#expected.shift()
    if (slot !== undefined) slot.reply = reply
    else {
      this.#isStray = true
      this.#stray ??= reply
    }
  }
}
