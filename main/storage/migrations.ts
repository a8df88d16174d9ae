import type { DatabaseSync } from 'node:sqlite'

/** Steps from one `user_version` to the next, in order. A step that has landed is never edited. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE entries (
    id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX entries_by_creation ON entries (created_at, id);

  CREATE TABLE attempts (
    id TEXT PRIMARY KEY, entry_id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX attempts_by_entry ON attempts (entry_id, number);

  CREATE TABLE lines (
    attempt_id TEXT NOT NULL, seq INTEGER NOT NULL, at_ms REAL NOT NULL,
    sender TEXT NOT NULL, phase TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (attempt_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE drafts (
    id TEXT PRIMARY KEY, entry_id TEXT, created_at INTEGER NOT NULL, saved_at INTEGER NOT NULL,
    version INTEGER NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE TABLE draft_versions (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE, version INTEGER NOT NULL,
    started_at INTEGER NOT NULL, saved_at INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (draft_id, version)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE servers (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
  CREATE TABLE identities (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `,
]

/** The `user_version` that this program writes. */
export const currentVersion = migrations.length

export function readVersion(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get()
  return Number(row?.user_version ?? 0)
}

/** Brings the database to `currentVersion`, each step in a transaction of its own. */
export function migrate(database: DatabaseSync): void {
  for (let version = readVersion(database); version < currentVersion; version++) {
    database.exec('BEGIN IMMEDIATE')
    try {
      database.exec(migrations[version] ?? '')
      database.exec(`PRAGMA user_version = ${version + 1}`)
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
}
