// The support report: what another person needs to understand an attempt, and nothing that is secret. It is in English
// in every language of the windows, because it is read elsewhere. Pure.
import type { EntryExplanation, ServerView, TranscriptPage } from '../api.ts'
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
  /** How it signed in, or tried to. */
  readonly story?: TranscriptPage['story']
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
      signIn: input.story === undefined ? null : storyFacts(input.story, clean),
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

/** Names of mechanisms and codes of replies alone: what else a server wrote stands in the transcript. */
function storyFacts(
  { offered, usable, tried, token, speciality }: NonNullable<TranscriptPage['story']>,
  clean: Clean,
) {
  return {
    offered: offered.map(clean),
    usable: usable.map(clean),
    tried: tried.map(({ mechanism, outcome, reply }) => ({
      mechanism: clean(mechanism),
      outcome,
      code: /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3}\b)?/.exec(reply[0] ?? '')?.[0].replace('-', ' ') ?? null,
    })),
    ...(token === undefined ? {} : { token }),
    ...(speciality === undefined ? {} : { speciality }),
  }
}

function storyLines(story: TranscriptPage['story'], clean: Clean): readonly string[] {
  if (story === undefined) return []
  const { offered, usable, tried, token, speciality } = storyFacts(story, clean)
  const list = (names: readonly string[]) => names.join(' ') || 'none'
  return [
    `- Mechanisms offered: ${list(offered)}; usable: ${list(usable)}`,
    ...tried.map(
      ({ mechanism, outcome, code }) =>
        `- Tried: ${mechanism}, ${outcome}${code === null ? '' : ` (${code})`}`,
    ),
    ...(token === undefined ? [] : [`- Token: ${token}`]),
    ...(speciality === undefined ? [] : [`- Known of the provider: ${speciality}`]),
  ]
}

function session({ attempt, story }: ReportInput, clean: Clean): readonly string[] {
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
    ...storyLines(story, clean),
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
