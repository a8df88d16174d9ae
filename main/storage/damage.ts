/** The check of the whole file found something. */
export class DamagedError extends Error {}

/** SQLITE_CORRUPT (11) and SQLITE_NOTADB (26): the file is no usable database. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedError) return true
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  return code === 11 || code === 26
}
