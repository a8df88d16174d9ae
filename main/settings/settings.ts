import { z } from 'zod'
import { leastZoom, mostZoom } from './zoom.ts'
import { languageTag } from './language-tag.ts'
import { maxSpellingLanguages } from './spelling.ts'

/** The one settings store: schema and defaults. A field that does not parse falls back to its default, alone. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Of windows, menus and explanations; `system`: the system's where Sendoff speaks it, else English. */
  language: z.enum(['system', 'en', 'de']),
  /** How large the windows show everything, percent. */
  zoom: z.int().min(leastZoom).max(mostZoom),
  /** Single-letter shortcuts in lists and the detail. */
  letterShortcuts: z.boolean(),
  /** Days after the first "not now" for which a message is tried; then it is held (RFC 5321 4.5.4.1: 4 to 5). */
  giveUpAfterDays: z.int().min(1).max(30),
  /** `paused` and `offline` hold every lane; a person's "Send now" goes all the same (P17). */
  sending: z.enum(['on', 'paused', 'offline']),
  /** Lanes that are paused, by key. */
  pausedLanes: z.array(z.string().max(300)).max(1_000),
  /** How long a sent message can be taken back before the connection opens, s. */
  undoSeconds: z.int().min(0).max(60),
  /** Days for which settled messages are kept with their attempts; 0: for ever. */
  keepSettledDays: z.int().min(0).max(3_650),
  /** Of what the desktop is told. */
  notifications: z.enum(['all', 'your-move', 'none']),
  /** Closing the last window leaves the program at work in the tray. */
  keepInTray: z.boolean(),
  /** Starts without a window when the person signs in to the computer. */
  startAtLogin: z.boolean(),
  /** How a new message begins; an answer keeps the kind of what it answers. */
  newMessages: z.enum(['rich', 'plain']),
  /** Marks words that are not in a word list. Off as it comes: loading a word list asks a server. */
  spelling: z.boolean(),
  /** BCP 47; [] is the system's language. A message with a language of its own is checked by that. */
  spellingLanguages: z.array(languageTag).max(maxSpellingLanguages),
  /** Asks before a message that speaks of a file and has none. */
  remindAttachment: z.boolean(),
  /** Asks before a message without a subject. */
  remindSubject: z.boolean(),
  /** Says where a mail merge greets nobody by name. */
  remindName: z.boolean(),
  /** So many recipients in To and Cc are shown to each other without a word; 0: any number. */
  visibleRecipients: z.int().min(0).max(10_000),
  /** Marks recipients outside the sender's organisation. */
  markExternal: z.boolean(),
})

export type Settings = Readonly<z.infer<typeof settingsSchema>>

/** Lanes and the wish to be offline are of the day, and lanes are named by ids of one profile: no file has them. */
export const lastingSettingsSchema = settingsSchema.omit({ sending: true, pausedLanes: true })
