/** ENVID of an entry's revision (RFC 3461 4.4): nothing of the message can be read from it. */
export function envelopeId(entryId: string, revision: number): string {
  return `${entryId}-${revision}`
}
