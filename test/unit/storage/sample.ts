import type { Draft } from '../../../main/drafts/draft.ts'
import type { Attempt } from '../../../main/outbox/entry.ts'
import type { Server } from '../../../main/servers/server.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'

export function attemptOf(entryId: string, number: number, over: Partial<Attempt> = {}): Attempt {
  return {
    id: `${entryId}-attempt-${number}`,
    entryId,
    number,
    revision: 1,
    serverId: 'server-1',
    serverName: 'Work',
    serverHost: 'mail.example.org',
    startedAt: 1_000 + number,
    step: 'started',
    notes: [],
    counts: true,
    ...over,
  }
}

export function linesOf(count: number, from = 1): readonly TranscriptLine[] {
  return Array.from({ length: count }, (_, at) => ({
    seq: from + at,
    atMs: (from + at) * 1.5,
    from: at % 2 === 0 ? ('server' as const) : ('client' as const),
    phase: 'ehlo' as const,
    text: `250 line ${from + at} Grüße`,
  }))
}

export function draftOf(id: string, text: string, over: Partial<Draft> = {}): Draft {
  return {
    id,
    createdAt: 1,
    savedAt: 2,
    version: 1,
    content: {
      identityId: null,
      serverId: null,
      to: ['b@example.net'],
      cc: [],
      bcc: [],
      subject: 'Hello',
      text,
      attachments: [],
    },
    ...over,
  }
}

export function serverOf(id: string, over: Partial<Server> = {}): Server {
  return {
    id,
    kind: 'configured',
    name: 'Work',
    host: 'mail.example.org',
    port: 587,
    security: 'starttls',
    user: 'anna',
    ehloName: '',
    allowInsecureAuth: false,
    pins: [],
    isDefault: false,
    createdAt: 5,
    ...over,
  }
}
