// Sendoff's own file of a whole profile: settings, servers, identities, templates and contacts; no message and no secret (P25).
import { z } from 'zod'
import { lastingSettingsSchema, type Settings } from '../settings/settings.ts'
import { maxTemplates, templateShape } from '../templates/template-shape.ts'
import { schemaWords } from '../text/schema-words.ts'
import { t } from '../text/t.ts'
import { formatExport, parseExport, type ExportChoice } from './export-file.ts'
import type { Found, Parsed } from './found.ts'

const format = 'sendoff-profile'
const version = 1

/** Octets of such a file at most: contacts and pictures of signatures are the most of it. */
export const maxProfileOctets = 64_000_000

const settings = lastingSettingsSchema.partial()

export type ProfileSettings = Readonly<z.infer<typeof settings>>

const template = z.strictObject(templateShape)

export type ProfileTemplate = Readonly<z.infer<typeof template>>

const fileSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  exportedAt: z.string().max(40),
  note: z.string().max(1_000).optional(),
  settings,
  /** A file of servers and identities, as it stands alone. */
  accounts: z.unknown(),
  templates: z.array(template).max(maxTemplates),
  /** vCard 4.0. */
  contacts: z.string().max(maxProfileOctets),
})

export interface ProfileFile {
  readonly settings: ProfileSettings
  readonly accounts: Found
  readonly templates: readonly ProfileTemplate[]
  readonly vcards: string
}

/** Reads the text of a profile's file. @returns a sentence that says where it is wrong. */
export function parseProfile(text: string): Parsed<ProfileFile> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, message: t('profile.no-json') }
  }
  const head = z.object({ format: z.literal(format), version: z.number() }).safeParse(json)
  if (!head.success) return { ok: false, message: t('profile.none') }
  if (head.data.version > version)
    return { ok: false, message: t('transfer.export-version', { version: head.data.version }) }
  const parsed = fileSchema.safeParse(json, schemaWords())
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = (issue?.path ?? []).map(String).join('.').slice(0, 100)
    return {
      ok: false,
      message: t('transfer.export-wrong', { where, problem: (issue?.message ?? '').slice(0, 200) }),
    }
  }
  const accounts = parseExport(parsed.data.accounts)
  if (!accounts.ok) return accounts
  const { settings: wanted, templates, contacts } = parsed.data
  return { ok: true, value: { settings: wanted, accounts: accounts.value, templates, vcards: contacts } }
}

export interface ProfileChoice extends ExportChoice {
  /** Those that are not as they come. */
  readonly settings: Partial<Settings>
  readonly templates: readonly ProfileTemplate[]
  readonly vcards: string
}

/** The text of a profile's file. */
export function formatProfile({ settings: own, templates, vcards, ...accounts }: ProfileChoice): string {
  const file = {
    format,
    version,
    exportedAt: new Date(accounts.now).toISOString(),
    note: 'No message, password, token or key is in this file.',
    settings: settings.parse(own),
    accounts: JSON.parse(formatExport(accounts)) as unknown,
    templates: templates.map(({ kind, name, subject, text, html }) => ({ kind, name, subject, text, html })),
    contacts: vcards,
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
