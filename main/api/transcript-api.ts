// Calls about transcripts: what was recorded of an attempt, as lines, as text, and beside another session.
import type { AppInfo, AttemptView, ReportOptions, TranscriptApi } from '../api.ts'
import { toSignInStory, type SignInStory } from '../diagnosis/sign-in-story.ts'
import type { Attempt, Entry } from '../outbox/entry.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { CallError } from '../result.ts'
import type { Servers } from '../servers/servers.ts'
import { Redactor } from '../smtp/redact.ts'
import type { Shell } from '../shell.ts'
import type { TranscriptLine } from '../smtp/types.ts'
import type { Store } from '../storage/store.ts'
import { compareTranscripts } from '../transcript/compare.ts'
import { decidingSeq } from '../transcript/deciding.ts'
import { formatTranscript } from '../transcript/format.ts'
import { findLastGood, type GoodSession } from '../transcript/last-good.ts'
import type { ReplaceOptions } from '../transcript/placeholders.ts'
import { inEnglish } from '../text/t.ts'
import { createReport, type Report, type ReportFormat } from '../transcript/report.ts'
import { toStops } from '../transcript/stops.ts'
import { explainEntry, type EntryContext } from './explanations.ts'

export interface TranscriptApiDeps {
  readonly store: Pick<Store, 'attempts' | 'transcripts'>
  readonly outbox: Pick<Outbox, 'get'>
  readonly servers: Pick<Servers, 'get' | 'password'>
  readonly context: (entry: Entry) => EntryContext
  readonly shell: Pick<Shell, 'saveFile'>
  readonly info: Pick<AppInfo, 'version' | 'platform'>
}

/** Makes the transcripts part of the Api. */
export function createTranscriptApi(deps: TranscriptApiDeps): TranscriptApi {
  const { store } = deps
  const read = async (attemptId: string): Promise<GoodSession> => {
    const attempt = await store.attempts.get(attemptId)
    if (attempt === undefined) throw new CallError('not-found', 'The attempt is not there any more.')
    return { attempt, lines: await store.transcripts.read(attemptId) }
  }
  const lastGood = (attempt: Attempt): Promise<GoodSession | undefined> =>
    findLastGood(attempt, {
      accepted: (serverId, before, limit) => store.attempts.accepted(serverId, before, limit),
      readLines: (id) => store.transcripts.read(id),
    })
  const make = async (
    { attempt, lines }: GoodSession,
    { format, addresses, hosts, subject }: ReportOptions,
  ): Promise<Report> => {
    const replace = { addresses, hosts, subject }
    return report(deps, { attempt, lines }, { replace, format: format ?? 'markdown' })
  }
  return {
    get: async ({ attemptId }) => {
      const { attempt, lines } = await read(attemptId)
      const deciding = decidingSeq(lines, attempt)
      const story = storyOf(deps, { attempt, lines })
      return {
        attempt: toView(attempt, lines),
        lines,
        ...(deciding === undefined ? {} : { decidingSeq: deciding }),
        ...(story === null ? {} : { story }),
      }
    },
    asText: async ({ attemptId }) => ({ text: formatTranscript((await read(attemptId)).lines) }),
    compare: async ({ attemptId, withAttemptId }) => {
      const { attempt, lines } = await read(attemptId)
      const other = withAttemptId === null ? await lastGood(attempt) : await read(withAttemptId)
      if (other === undefined) return { other: null, rows: [] }
      return { other: toView(other.attempt, other.lines), rows: compareTranscripts(other.lines, lines) }
    },
    report: async (input) => make(await read(input.attemptId), input),
    saveReport: async (input) => {
      const session = await read(input.attemptId)
      const { text } = await make(session, input)
      const { number, startedAt } = session.attempt
      const day = new Date(startedAt).toISOString().slice(0, 10)
      const name = `sendoff-report-${day}-attempt-${number}.${input.format === 'json' ? 'json' : 'md'}`
      return { path: await deps.shell.saveFile(name, text) }
    },
  }
}

/** What there was to sign in with is read from the server's settings as they are now. */
function storyOf({ servers }: TranscriptApiDeps, { attempt, lines }: GoodSession): SignInStory | null {
  const server = servers.get(attempt.serverId)
  const { oauth, clientCertificate, mechanism } = server ?? {}
  const story = toSignInStory(lines, {
    secret: oauth === undefined ? 'password' : 'token',
    hasClientCertificate: clientCertificate !== undefined,
    ...(mechanism === undefined ? {} : { only: mechanism }),
  })
  const isTold = (story?.tried.length ?? 0) > 0 || attempt.failure?.phase === 'auth'
  return isTold ? story : null
}

function toView(attempt: Attempt, lines: readonly TranscriptLine[]): AttemptView {
  return { ...attempt, stops: toStops(lines, attempt), lineCount: lines.length }
}

/** The report is made here, so that the preview is to the octet what leaves. */
async function report(
  deps: TranscriptApiDeps,
  { attempt, lines }: GoodSession,
  { replace, format }: { readonly replace: ReplaceOptions; readonly format: ReportFormat },
): Promise<Report> {
  const entry = await deps.outbox.get(attempt.entryId)
  const attempts = await deps.store.attempts.forEntry(entry.id)
  const server = deps.servers.get(attempt.serverId)
  const story = storyOf(deps, { attempt, lines })
  return createReport({
    ...deps.info,
    attempt,
    attemptCount: attempts.length,
    stops: toStops(lines, attempt),
    lines,
    explanations: inEnglish(() => explainEntry(entry, attempts, deps.context(entry))).filter(
      ({ attemptId }) => attemptId === undefined || attemptId === attempt.id,
    ),
    server,
    ...(story === null ? {} : { story }),
    known: {
      sender: entry.envelopeSender ?? entry.from.address,
      recipients: entry.recipients.map(({ address }) => address),
      serverHost: server?.host ?? attempt.serverHost,
      serverName: attempt.serverName,
      user: server?.user ?? '',
      subject: entry.subject,
    },
    replace,
    format,
    hideSecrets: await createHider(deps, attempt.serverId),
  })
}

/** A keychain that cannot be read gives no password; the transcript was recorded without it anyway. */
async function createHider(
  { servers }: TranscriptApiDeps,
  serverId: string,
): Promise<(text: string) => string> {
  const password = await servers.password(serverId).catch(() => null)
  const redactor = new Redactor()
  if (password !== null) redactor.add(password)
  return (text) => redactor.apply(text)
}
