import type { MechanismName } from '../../main/servers/server.ts'

/** What the engine can sign in with, strongest first; the compiler holds it against the names of main. */
export const methodNames = [
  'SCRAM-SHA-256-PLUS',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1',
  'EXTERNAL',
  'OAUTHBEARER',
  'XOAUTH2',
  'CRAM-MD5',
  'PLAIN',
  'LOGIN',
] as const satisfies readonly MechanismName[]
