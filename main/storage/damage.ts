/** The check of the whole file found something. */
export class DamagedError extends Error {}

/** SQLITE_CORRUPT (11) and SQLITE_NOTADB (26): the file is no usable database. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedError) return true
  const code = resultCode(error)
  return code === 11 || code === 26
}

/** SQLITE_IOERR (10), or what the system says of it: after a sync that failed, what was to be written may be lost without a further word. */
export function isDiskFault(error: unknown): boolean {
  return resultCode(error) === 10 || (error instanceof Error && 'code' in error && error.code === 'EIO')
}

/** The primary one of SQLite; 0: there is none. */
function resultCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
}
