import type { EntryExplanation, ServerForm, ServerTestResult } from '../api.ts'
import type { Clock } from '../clock.ts'
import { explain } from '../diagnosis/explain.ts'
import type { Failure } from '../failure.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { OpenClient, OpenResult } from '../smtp/client.ts'
import type { TranscriptLine } from '../smtp/types.ts'
import { toStops } from '../transcript/stops.ts'
import { credentialsFor, type CredentialDeps } from './credentials-for.ts'
import { parseServerForm, type ServerValues } from './parse-form.ts'
import { judgeCertificate } from './client-certificate.ts'
import { noConnectionSecrets, toTarget, toTimeouts, type ConnectionSecrets } from './to-target.ts'

export interface TestDeps extends CredentialDeps {
  readonly openClient: OpenClient
  readonly clock: Clock
  readonly random: Random
  /** What else is stored for a connection to it. */
  readonly storedSecrets: (serverId: string) => Promise<ConnectionSecrets>
  /** Lines as they come. */
  readonly line: (line: TranscriptLine) => void
}

/**
 * Connects, signs in with the values of the form, unsaved ones too, and quits. Sends no mail.
 * @throws CallError `invalid-argument` with the first field that cannot be used.
 */
export async function testServer(deps: TestDeps, form: ServerForm): Promise<ServerTestResult> {
  const parsed = parseServerForm(form, false)
  if (!parsed.ok) throw toCallError(parsed.problems[0])
  const { values } = parsed
  const auth = await credentialsFor(deps, form)
  const lines: TranscriptLine[] = []
  const startedAt = deps.clock.monotonic()
  const opened = await deps.openClient(
    {
      ...toTarget({ ...values, ...values.options, pins: [] }, await secretsFor(deps, form)),
      ...(auth === undefined ? {} : { auth }),
    },
    {
      timeouts: toTimeouts(values.options),
      clock: deps.clock,
      random: deps.random,
      tap: (line) => {
        lines.push(line)
        deps.line(line)
      },
    },
  )
  if (opened.ok) await opened.session.close()
  return toResult(values, opened, lines, {
    endedAt: deps.clock.now(),
    durationMs: deps.clock.monotonic() - startedAt,
  })
}

/** Proxy password and client certificate as typed, else as they are stored for the server that the form edits. */
async function secretsFor(deps: TestDeps, form: ServerForm): Promise<ConnectionSecrets> {
  const certificate = await judgeCertificate(form.clientCertificate)
  if (!certificate.ok) throw toCallError(certificate)
  const stored = form.id === null ? noConnectionSecrets : await deps.storedSecrets(form.id)
  return {
    proxyPassword: form.proxy?.password ?? stored.proxyPassword,
    clientCertificate: certificate.facts === undefined ? stored.clientCertificate : certificate.secret,
  }
}

function toCallError(problem: { readonly field: string; readonly message: string } | undefined): CallError {
  const field = problem?.field
  return new CallError('invalid-argument', problem?.message ?? 'The form cannot be used.', {
    ...(field === undefined ? {} : { field }),
  })
}

function toResult(
  values: ServerValues,
  opened: OpenResult,
  lines: readonly TranscriptLine[],
  { endedAt, durationMs }: { readonly endedAt: number; readonly durationMs: number },
): ServerTestResult {
  const failure = opened.ok ? undefined : opened.failure
  return {
    ok: opened.ok,
    lines,
    stops: toStops(lines, { endedAt, ...(failure === undefined ? {} : { failure, phase: failure.phase }) }),
    ...(failure === undefined ? {} : { explanation: explainTest(values, failure) }),
    durationMs,
    summary: opened.ok ? summarize(values, opened) : 'stopped',
  }
}

function summarize(values: ServerValues, opened: Extract<OpenResult, { ok: true }>): string {
  const { session } = opened
  const secured = session.tls === undefined ? 'not encrypted' : session.tls.protocol
  return values.user === '' ? `connected, ${secured}, no sign-in` : `signed in, ${secured}`
}

function explainTest(values: ServerValues, failure: Failure): EntryExplanation {
  const explanation = explain(failure, {
    serverName: values.name === '' ? values.host : values.name,
    host: values.host,
    port: values.port,
    user: values.user,
    senderAddress: values.email,
  })
  return {
    ...explanation,
    addresses: [],
    replyLines: failure.reply?.lines ?? [],
    ...(failure.certificate === undefined ? {} : { certificate: failure.certificate }),
  }
}
