import type { TranscriptLine } from '../../../main/smtp/types.ts'

type Piece = readonly [from: TranscriptLine['from'], phase: TranscriptLine['phase'], text: string]

/** Lines as the tap gives them, ten ms apart. */
export function toLines(pieces: readonly Piece[]): readonly TranscriptLine[] {
  return pieces.map(([from, phase, text], at) => ({ seq: at + 1, atMs: (at + 1) * 10, from, phase, text }))
}

export const lookUp: Piece = ['note', 'connect', 'smtp.rowing.example is 2001:db8:25::25, 192.0.2.25']
export const connected6: Piece = ['note', 'connect', 'connected to [2001:db8:25::25]:587']
export const connected4: Piece = ['note', 'connect', 'connected to 192.0.2.25:587']
export const greeting: Piece = ['server', 'greeting', '220 smtp.rowing.example ESMTP Postfix']
export const ehlo: readonly Piece[] = [
  ['client', 'ehlo', 'EHLO [192.168.4.20]'],
  ['server', 'ehlo', '250-smtp.rowing.example'],
  ['server', 'ehlo', '250-PIPELINING'],
  ['server', 'ehlo', '250-SIZE 52428800'],
  ['server', 'ehlo', '250 STARTTLS'],
]
export const startTls: readonly Piece[] = [
  ['client', 'starttls', 'STARTTLS'],
  ['server', 'starttls', '220 2.0.0 Ready'],
  ['note', 'tls', 'TLSv1.3, TLS_AES_256_GCM_SHA384'],
]
export const ehloInside: readonly Piece[] = [
  ['client', 'ehlo', 'EHLO [192.168.4.20]'],
  ['server', 'ehlo', '250-smtp.rowing.example'],
  ['server', 'ehlo', '250-AUTH PLAIN LOGIN'],
  ['server', 'ehlo', '250 SIZE 52428800'],
]
export const signIn: readonly Piece[] = [
  ['client', 'auth', 'AUTH PLAIN [hidden]'],
  ['server', 'auth', '235 2.7.0 OK'],
]
