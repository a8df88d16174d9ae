// Templates and snippets.
import type { SaveTemplateOutcome } from '../../templates/templates.ts'
import type { Template, TemplateForm } from '../../templates/template.ts'

export interface TemplatesApi {
  /** The one used last first. */
  list(): Promise<readonly Template[]>
  save(input: TemplateForm): Promise<SaveTemplateOutcome>
  delete(input: { readonly id: string }): Promise<void>
  /** Notes that it was used now, and gives it with its placeholders filled in. */
  use(input: {
    readonly id: string
    /** First recipient, as typed; '' where there is none. */
    readonly to: string
    readonly identityId: string | null
  }): Promise<Template>
}
