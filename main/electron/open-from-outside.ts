// Opens what a command line, a link or a second start asks for.
import { z } from 'zod'
import type { Core } from '../core.ts'
import type { DraftAttachment } from '../drafts/draft.ts'
import { readOpenRequest, type ComposeRequest, type OpenRequest } from '../drafts/open-request.ts'

/** What a second start hands over: Electron's own copy of its arguments has another order, and Chromium's switches in it. */
export interface Handover extends Record<string, unknown> {
  readonly argv: readonly string[]
  readonly folder: string
}

/** Together; no system gives a command line of more to a program. */
const maxCharacters = 2_500_000

/** No word of a command line and no path holds NUL. */
const word = z.string().refine((text) => !text.includes('\0'))

const handover = z.object({
  argv: z
    .array(word.max(1_000_000))
    .max(10_000)
    .refine((words) => words.reduce((sum, { length }) => sum + length, 0) <= maxCharacters),
  folder: word.max(10_000),
})

/** The request of another process of this user; anything that is none asks for nothing. */
export function readHandover(data: unknown): OpenRequest {
  const parsed = handover.safeParse(data)
  return parsed.success ? readOpenRequest(parsed.data.argv, parsed.data.folder) : { kind: 'nothing' }
}

/** The program itself is asked for, or what it cannot do. */
export function asksForNothing({ kind }: OpenRequest): boolean {
  return kind === 'nothing' || kind === 'refused'
}

/** Message files are shown in the main window, also where it is closed. */
export function isOfMainWindow(request: OpenRequest): boolean {
  return request.kind === 'files' || asksForNothing(request)
}

type Opener = Pick<Core, 'api' | 'askFor' | 'openMessageFile'>

/** Opens a compose window on it; a message file is shown in the main window, which the caller opens. @returns false where there was nothing to open. */
export async function openRequest(core: Opener, request: OpenRequest): Promise<boolean> {
  switch (request.kind) {
    case 'mailto':
      await core.api.app.openMailto({ url: request.url })
      return true
    case 'compose':
      await compose(core, request.message)
      return true
    case 'files':
      for (const path of request.paths) core.openMessageFile(path)
      return true
    case 'refused':
    case 'nothing':
      return false
  }
}

/** A file that can't be read stands in the window as a question, and is tried again there. */
async function compose({ api, askFor }: Opener, { attach, ...content }: ComposeRequest): Promise<void> {
  const draft = await api.drafts.create({ content, asSet: true })
  if (attach.length > 0) {
    const added: DraftAttachment[] = []
    const missing: string[] = []
    for (const path of attach) {
      const [file] = (await api.drafts.attachPaths({ draftId: draft.id, paths: [path] })).added
      if (file === undefined) missing.push(path)
      else added.push(file)
    }
    askFor(draft.id, missing)
    await api.drafts.save({ draftId: draft.id, content: { ...draft.content, attachments: added } })
  }
  await api.app.compose({ draftId: draft.id })
}
