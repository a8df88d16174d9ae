import type { Template, TemplateForm } from '../../main/templates/template.ts'
import type { SendProblem } from '../../main/api.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

const blank: TemplateForm = { id: null, kind: 'message', name: '', subject: '', text: '', html: null }

/** Templates and snippets, and the one that is edited; no markup. */
export class TemplatesState {
  all = $state.raw<readonly Template[]>([])
  /** The fields of the one that is edited. */
  form = $state<{ -readonly [F in keyof TemplateForm]: TemplateForm[F] }>({ ...blank })
  problems = $state.raw<readonly SendProblem[]>([])
  failure = $state.raw<CallFailure | null>(null)

  readonly #bridge: Bridge
  /** The plain form of the rich text that is open. */
  #textOfHtml = ''

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  get messages(): readonly Template[] {
    return this.all.filter(({ kind }) => kind === 'message')
  }

  get snippets(): readonly Template[] {
    return this.all.filter(({ kind }) => kind === 'snippet')
  }

  /** Reads the list and follows it. Returns the function that ends it. */
  start(): () => void {
    void this.read()
    return this.#bridge.on('templates.changed', () => void this.read())
  }

  async read(): Promise<void> {
    const result = await this.#bridge.templates.list()
    if (result.ok) this.all = result.value
    else this.failure = result.failure
  }

  /** Opens one, or (null) a new one; `content` fills a new one in. */
  open(id: string | null, content: Partial<TemplateForm> = {}): void {
    this.problems = []
    const found = this.all.find((one) => one.id === id)
    if (found === undefined) this.form = { ...blank, ...content }
    else {
      const { kind, name, subject, text, html = null } = found
      this.form = { id: found.id, kind, name, subject, text, html }
    }
    this.#textOfHtml = this.form.text
  }

  /** Its text is as it was when it was formatted. */
  get isRich(): boolean {
    return this.form.html !== null && this.form.text === this.#textOfHtml
  }

  problemAt(field: string): string | null {
    return this.problems.find((problem) => problem.field === field)?.message ?? null
  }

  /** Whether it was stored. */
  async save(): Promise<boolean> {
    const { html, ...fields } = this.form
    // Text typed by hand is plain: what was rich before is not kept beside it.
    const result = await this.#bridge.templates.save({ ...fields, html: this.isRich ? html : null })
    this.failure = result.ok ? null : result.failure
    if (!result.ok) return false
    this.problems = result.value.saved ? [] : result.value.problems
    if (!result.value.saved) return false
    await this.read()
    this.open(result.value.template.id)
    return true
  }

  async delete(id: string): Promise<void> {
    const result = await this.#bridge.templates.delete({ id })
    if (!result.ok) this.failure = result.failure
    await this.read()
    this.open(null)
  }
}
