// An import is stored: planned from the contacts as they are at that moment.
import type { Clock } from '../../clock.ts'
import { CallError } from '../../result.ts'
import type { People } from '../contact.ts'
import type { Contacts } from '../contacts.ts'
import { planImport, type ImportPlan } from './plan.ts'
import type { RawFile } from './raw-contact.ts'

interface Deps {
  readonly contacts: Contacts
  readonly clock: Pick<Clock, 'now'>
  /** Of a file of one's own nobody is left out: a contact that has a name alone is taken too. */
  readonly takesUnaddressed?: boolean
}

/** What an import would change; nothing is stored. */
export async function foresee(deps: Deps, raw: RawFile): Promise<ImportPlan> {
  return planFor(deps, raw, await deps.contacts.people())
}

/** Stores it. @returns what was stored, and what takes it back. */
export async function takeImport(
  deps: Deps,
  raw: RawFile,
): Promise<{ readonly plan: ImportPlan; readonly undoId: string }> {
  // The last of these is stored: it is computed anew where another process changed the contacts meanwhile.
  const plans: ImportPlan[] = []
  const undoId = await deps.contacts.change((people) => {
    const planned = planFor(deps, raw, people)
    plans.push(planned)
    return planned.change
  })
  const plan = plans.at(-1)
  if (plan === undefined) throw new CallError('internal', 'The import was not planned.')
  return { plan, undoId }
}

function planFor(
  { contacts, clock, takesUnaddressed = false }: Deps,
  raw: RawFile,
  people: People,
): ImportPlan {
  return planImport(raw, people, { newId: () => contacts.newId(), now: clock.now(), takesUnaddressed })
}
