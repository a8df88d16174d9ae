// The support report: what another person needs to understand an attempt, and nothing that is secret. It is in English
// in every language of the windows, because it is read elsewhere. Pure.
import type { EntryExplanation, ServerView } from '../api.ts'
import type { Attempt } from '../outbox/entry.ts'
import type { TranscriptLine } from '../smtp/types.ts'
import { escapeControls, formatTranscript } from './format.ts'
import { createPlaceholders, type KnownNames, type ReplaceOptions, type Replacement } from './placeholders.ts'
import type { StopView } from './stop.ts'

export type ReportedServer = Pick<
  ServerView,
  'name' | 'host' | 'port' | 'security' | 'user' | 'ehloName' | 'allowInsecureAuth' | 'pins'
>

export interface ReportInput {
  readonly version: string
  readonly platform: string
  readonly attempt: Attempt
  readonly attemptCount: number
  readonly stops: readonly StopView[]
  readonly lines: readonly TranscriptLine[]
  readonly explanations: readonly EntryExplanation[]
  /** Undefined where it was deleted. */
  readonly server: ReportedServer | undefined
  readonly known: KnownNames
  readonly replace: ReplaceOptions
  /** Default: Markdown. */
  readonly format?: ReportFormat
  /** Hides every known secret in every form (P25). */
  readonly hideSecrets: (text: string) => string
}

/** For people, or for a program that takes in reports. */
export type ReportFormat = 'markdown' | 'json'

export interface Report {
  /** As it is copied. */
  readonly text: string
  readonly replaced: readonly Replacement[]
}

/** Text that came from elsewhere, made fit to leave: without secrets, with placeholders. Our own words stay as they are. */
type Clean = (text: string) => string

/** The report of one attempt. No user name and no password is put in; a secret that a server quoted is hidden (P25). */
export function createReport(input: ReportInput): Report {
  const placeholders = createPlaceholders(input.known, input.replace)
  const clean: Clean = (text) => placeholders.apply(input.hideSecrets(text))
  const text = input.format === 'json' ? toJson(input, clean) : toMarkdown(input, clean)
  return { text: input.hideSecrets(text), replaced: placeholders.table() }
}

function toMarkdown(input: ReportInput, clean: Clean): string {
  const sections = [head, happened, session, timings, settings]
    .map((section) => section(input, clean).map(escapeControls).join('\n'))
    .filter((text) => text !== '')
  return [...sections, transcript(input, clean)].join('\n\n')
}

/** The same facts under names. Control characters are JSON's to write. */
function toJson(input: ReportInput, clean: Clean): string {
  const { version, platform, attempt, attemptCount, known, explanations, stops, server, lines } = input
  const { tls, mechanism, queueId, remoteAddress, overall } = attempt
  const report = {
    sendoff: version,
    platform,
    attempt: attempt.number,
    attempts: attemptCount,
    startedAt: new Date(attempt.startedAt).toISOString(),
    outcome: overall ?? null,
    subject: clean(known.subject),
    explanations: explanations.map(({ title, cause, confidence, whoseMove, command, codeText }) => ({
      title: clean(title),
      cause,
      confidence,
      whoseMove,
      command: clean(command),
      code: clean(codeText),
    })),
    session: {
      host: clean(attempt.serverHost),
      address: remoteAddress === undefined ? null : clean(remoteAddress),
      tls: tls === undefined ? null : { protocol: tls.protocol, cipher: tls.cipher, verified: tls.verified },
      mechanism: mechanism ?? null,
      queueId: queueId === undefined ? null : clean(queueId),
    },
    timingsMs: Object.fromEntries(
      stops.flatMap(({ stop, durationMs }) =>
        durationMs === undefined ? [] : [[stop, Math.round(durationMs)]],
      ),
    ),
    server: server === undefined ? null : serverFacts(server, clean),
    transcript: lines.map((line) => cleanLine(line, clean)),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

function serverFacts(server: ReportedServer, clean: Clean) {
  const { name, host, port, security, user, ehloName, allowInsecureAuth, pins } = server
  return {
    name: clean(name),
    host: clean(host),
    port,
    security,
    signsIn: user !== '',
    ehloName: clean(ehloName),
    allowInsecureAuth,
    trustedKeys: pins.length,
  }
}

function head(input: ReportInput, clean: Clean): readonly string[] {
  const { version, platform, attempt, attemptCount, known } = input
  return [
    `# Support report, Sendoff ${version}`,
    '',
    `- Attempt ${attempt.number} of ${attemptCount}, ${new Date(attempt.startedAt).toISOString()}`,
    `- Outcome: ${attempt.overall ?? 'none yet'}`,
    `- Subject: ${clean(known.subject)}`,
    `- Runs on: ${platform}`,
  ]
}

function happened({ explanations }: ReportInput, clean: Clean): readonly string[] {
  return explanations.flatMap((explanation, index) => {
    const { title, cause, confidence, whoseMove, command, codeText } = explanation
    const where = [clean(command), clean(codeText)].filter((part) => part !== '')
    return [
      ...(index === 0 ? ['## What happened', ''] : []),
      `- ${clean(title)}`,
      `  Cause ${cause}, confidence ${confidence.toFixed(2)}, whose move: ${whoseMove}`,
      `  ${where.join('. ')}`,
    ]
  })
}

function session({ attempt }: ReportInput, clean: Clean): readonly string[] {
  const { tls, mechanism, queueId, remoteAddress } = attempt
  const checked =
    tls?.pinned === true ? 'trusted key' : tls?.verified === true ? 'certificate fits' : 'not checked'
  const address = remoteAddress === undefined ? 'no connection' : clean(remoteAddress)
  return [
    '## Session',
    '',
    `- Server: ${clean(attempt.serverHost)}, ${address}`,
    `- TLS: ${tls === undefined ? 'none' : `${tls.protocol}, ${tls.cipher}, ${checked}`}`,
    `- Sign-in: ${mechanism ?? 'none'}; credentials are never recorded`,
    ...(queueId === undefined ? [] : [`- Queue id: ${clean(queueId)}`]),
  ]
}

function timings({ stops }: ReportInput): readonly string[] {
  const times = stops.flatMap(({ stop, state, durationMs }) =>
    durationMs === undefined ? [] : [`- ${stop}: ${Math.round(durationMs)} ms, ${state}`],
  )
  return times.length === 0 ? [] : ['## Timings', '', ...times]
}

function settings({ server }: ReportInput, clean: Clean): readonly string[] {
  if (server === undefined) return []
  const plain = server.allowInsecureAuth ? 'allowed' : 'not allowed'
  const ehlo = server.ehloName === '' ? 'address of this computer' : clean(server.ehloName)
  return [
    '## Server settings',
    '',
    `- ${clean(server.name)}: ${clean(server.host)}, port ${server.port}, security ${server.security}`,
    `- Signs in: ${server.user === '' ? 'no' : 'yes'}; without encryption: ${plain}`,
    `- EHLO name: ${ehlo}; trusted keys: ${server.pins.length}`,
  ]
}

function transcript({ lines }: ReportInput, clean: Clean): string {
  return `## Transcript\n\n\`\`\`\n${formatTranscript(lines.map((line) => cleanLine(line, clean)))}\`\`\`\n`
}

/** The code of a reply is kept apart: `250-mx.example` is no name of a host. */
function cleanLine(line: TranscriptLine, clean: Clean): TranscriptLine {
  const code = line.from === 'server' ? (/^\d{3}[ -]/.exec(line.text)?.[0] ?? '') : ''
  return { ...line, text: code + clean(line.text.slice(code.length)) }
}
