// Templates over their store: each change is stored before it is seen.
import type { SendProblem } from '../api.ts'
import type { Clock } from '../clock.ts'
import { createId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { RecordTable } from '../storage/store.ts'
import { spokenLocale, t } from '../text/t.ts'
import type { Template, TemplateForm } from './template.ts'
import { maxTemplates } from './template-shape.ts'

export interface TemplatesDeps {
  readonly table: RecordTable<Template>
  readonly clock: Clock
  readonly random: Random
  readonly changed: () => void
}

export type SaveTemplateOutcome =
  | { readonly saved: true; readonly template: Template }
  | { readonly saved: false; readonly problems: readonly SendProblem[] }

export interface Templates {
  /** The one used last first. */
  list(): Promise<readonly Template[]>
  /** @throws CallError `not-found`, `not-possible` where there are as many as are kept. */
  save(form: TemplateForm): Promise<SaveTemplateOutcome>
  delete(id: string): Promise<void>
  /** Notes that it was used now. @throws CallError `not-found`. */
  use(id: string): Promise<Template>
}

export function createTemplates({ table, clock, random, changed }: TemplatesDeps): Templates {
  const find = async (id: string): Promise<Template> => {
    const found = (await table.all()).find((one) => one.id === id)
    if (found === undefined) throw new CallError('not-found', t('templates.gone'))
    return found
  }
  const store = async (template: Template): Promise<Template> => {
    await table.put(template)
    changed()
    return template
  }
  return {
    list: async () =>
      (await table.all()).toSorted(
        (a, b) => b.usedAt - a.usedAt || a.name.localeCompare(b.name, spokenLocale()),
      ),
    save: async (form) => {
      const problems = judge(form)
      if (problems.length > 0) return { saved: false, problems }
      const old = form.id === null ? undefined : await find(form.id)
      if (old === undefined && (await table.all()).length >= maxTemplates)
        throw new CallError('not-possible', t('templates.too-many', { count: maxTemplates }))
      const { kind, subject, text, html } = form
      const template: Template = {
        id: old?.id ?? createId(random),
        kind,
        name: form.name.trim(),
        subject: kind === 'message' ? subject : '',
        text,
        ...(html === null ? {} : { html }),
        usedAt: old?.usedAt ?? clock.now(),
      }
      return { saved: true, template: await store(template) }
    },
    delete: async (id) => {
      await table.remove(id)
      changed()
    },
    use: async (id) => store({ ...(await find(id)), usedAt: clock.now() }),
  }
}

function judge({ kind, name, subject, text, html }: TemplateForm): SendProblem[] {
  const isEmpty = text.trim() === '' && (html ?? '') === '' && (kind === 'snippet' || subject.trim() === '')
  return [
    ...(name.trim() === '' ? [{ field: 'name', message: t('templates.no-name') }] : []),
    ...(isEmpty ? [{ field: 'text', message: t('templates.no-text') }] : []),
  ]
}
