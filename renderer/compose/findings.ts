import type { PreflightFinding, PreflightFix } from '../../main/api.ts'
import { plural, t } from '../text/t.ts'
import type { ComposeState } from './compose-state.svelte.ts'

/** What a button of a finding does: main's fixes, and those that this window alone knows. */
export type ShownFix =
  PreflightFix | { readonly kind: 'find-file'; readonly name: string; readonly label: string }

/** A finding as it is shown. */
export interface ShownFinding {
  readonly id: string
  readonly grade: PreflightFinding['grade']
  readonly text: string
  readonly short: string
  readonly fix?: ShownFix
}

const order = { refused: 0, reminder: 1, doubt: 2, note: 3 } as const

type Facts = Pick<
  ComposeState,
  'failure' | 'problems' | 'files' | 'to' | 'cc' | 'bcc' | 'chosenServer' | 'preflight'
>

/** Everything that is to be said before the message goes, the gravest first, each thing once. */
export function findingsOf(compose: Facts): readonly ShownFinding[] {
  const own: readonly ShownFinding[] = [
    ...failureOf(compose),
    ...compose.problems.map(({ field, message }) => ({
      id: `problem ${field} ${message}`,
      grade: 'refused' as const,
      text: message,
      short: message,
      fix: { kind: 'go-to' as const, field, label: t('compose.goTo') },
    })),
    ...missingFiles(compose),
    ...invalidAddresses(compose),
    ...missingPassword(compose),
  ]
  return [...own, ...compose.preflight.findings].toSorted((a, b) => order[a.grade] - order[b.grade])
}

function failureOf({ failure }: Facts): readonly ShownFinding[] {
  if (failure === null) return []
  return [{ id: 'failure', grade: 'refused', text: failure.message, short: failure.message }]
}

/** A file that was not copied is not in the message. */
function missingFiles({ files }: Facts): readonly ShownFinding[] {
  return files.problems.map(({ name, message }) => ({
    id: `file ${name} ${message}`,
    grade: 'refused',
    text: t('compose.notReady', { message }),
    short: message,
    fix: { kind: 'find-file', name, label: t('compose.findFile', { name }) },
  }))
}

/** What Send found already is not said twice. */
function invalidAddresses({ to, cc, bcc, problems }: Facts): readonly ShownFinding[] {
  const fields = { to, cc, bcc }
  if (problems.some(({ field }) => /^(?:to|cc|bcc)\b/.test(field))) return []
  const marked = (['to', 'cc', 'bcc'] as const).map((field) => ({
    field,
    count: fields[field].chips.filter(({ check }) => check?.ok === false).length,
  }))
  const count = marked.reduce((sum, one) => sum + one.count, 0)
  const first = marked.find((one) => one.count > 0)
  if (first === undefined) return []
  const text = plural('compose.invalidAddress', count)
  return [
    {
      id: 'addresses',
      grade: 'doubt',
      text,
      short: text,
      fix: { kind: 'go-to', field: first.field, label: t('compose.goToFirst') },
    },
  ]
}

function missingPassword({ chosenServer }: Facts): readonly ShownFinding[] {
  if (chosenServer === null || chosenServer.kind === 'practice') return []
  const { user, oauth, mechanism, hasPassword, name } = chosenServer
  if (user === '' || oauth !== undefined || mechanism === 'EXTERNAL' || hasPassword) return []
  const text = t('compose.noPassword', { server: name })
  return [
    {
      id: 'sign-in',
      grade: 'doubt',
      text,
      short: text,
      fix: { kind: 'open-servers', label: t('compose.openServers') },
    },
  ]
}
