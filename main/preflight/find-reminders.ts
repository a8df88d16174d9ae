import type { PreflightFinding } from '../api.ts'
import { t } from '../text/t.ts'
import { speaksOfAttachment } from './attachment-words.ts'
import type { PreflightFacts } from './facts.ts'

/** Programs: large receivers refuse mail that carries one. */
const programs = /\.(?:exe|com|scr|pif|bat|cmd|msi|vbs|vbe|js|jse|wsf|wsh|ps1|hta|cpl|jar|reg|lnk|chm)$/i

/** Whether the name is that of a program. */
export function isProgram(name: string): boolean {
  return programs.test(name)
}

/** What people forget. Each can be switched off. */
export function findReminders(facts: PreflightFacts): readonly PreflightFinding[] {
  return [...findForgottenFile(facts), ...findEmptySubject(facts), ...findPrograms(facts)]
}

function findForgottenFile({ content, reminders, language }: PreflightFacts): readonly PreflightFinding[] {
  if (!reminders.attachment || content.attachments.some(({ cid }) => cid === undefined)) return []
  const word = speaksOfAttachment(`${content.subject}\n${content.text}`, language)
  if (word === undefined) return []
  const fix = { kind: 'attach', label: t('preflight.attach') } as const
  const text = t('preflight.no-file', { word })
  return [{ id: 'attachment', grade: 'reminder', text, short: t('preflight.no-file.short'), fix }]
}

/** Not before there is something to send. */
function findEmptySubject({ content, reminders }: PreflightFacts): readonly PreflightFinding[] {
  const isBegun = content.to.length + content.cc.length + content.bcc.length > 0
  if (!reminders.subject || !isBegun || content.subject.trim() !== '') return []
  const fix = { kind: 'go-to', field: 'subject', label: t('preflight.write-subject') } as const
  const text = t('preflight.no-subject')
  return [{ id: 'subject', grade: 'reminder', text, short: text, fix }]
}

function findPrograms({ content }: PreflightFacts): readonly PreflightFinding[] {
  const found = content.attachments.find(({ name }) => isProgram(name))
  if (found === undefined) return []
  const text = t('preflight.program', { name: found.name })
  return [{ id: 'program', grade: 'doubt', text, short: t('preflight.program.short', { name: found.name }) }]
}
