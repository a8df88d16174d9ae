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
  // Lists, counts and lanes are read from tables beside the entries, which are written with them (derive.ts).
  `
  DROP INDEX entries_by_creation;
  CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE listing (
    entry_id TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    state TEXT NOT NULL, grp INTEGER NOT NULL, updated_at INTEGER NOT NULL,
    server_id TEXT NOT NULL, identity_id TEXT NOT NULL, lanes TEXT NOT NULL,
    hold TEXT, scheduled_at INTEGER, sending INTEGER NOT NULL, search TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX listing_by_group ON listing (grp, updated_at DESC, entry_id DESC);
  CREATE INDEX listing_by_state ON listing (state, updated_at DESC, entry_id DESC);
  CREATE INDEX listing_by_hold ON listing (hold, scheduled_at) WHERE hold IS NOT NULL;
  CREATE INDEX listing_to_audit ON listing (entry_id)
    WHERE sending = 1 OR (scheduled_at IS NOT NULL AND hold IS NULL);

  CREATE TABLE dues (
    entry_id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE, lane TEXT NOT NULL,
    due_at INTEGER, rank INTEGER NOT NULL, created_at INTEGER NOT NULL, sign_in INTEGER NOT NULL,
    PRIMARY KEY (entry_id, lane)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX dues_by_time ON dues (lane, rank, due_at, created_at, entry_id);

  CREATE TABLE lane_totals (
    lane TEXT PRIMARY KEY, waiting INTEGER NOT NULL, sign_in INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER dues_in AFTER INSERT ON dues BEGIN
    INSERT INTO lane_totals (lane, waiting, sign_in) VALUES (NEW.lane, 1, NEW.sign_in)
      ON CONFLICT (lane) DO UPDATE SET waiting = waiting + 1, sign_in = sign_in + NEW.sign_in;
  END;
  CREATE TRIGGER dues_out AFTER DELETE ON dues BEGIN
    UPDATE lane_totals SET waiting = waiting - 1, sign_in = sign_in - OLD.sign_in WHERE lane = OLD.lane;
    DELETE FROM lane_totals WHERE lane = OLD.lane AND waiting = 0;
  END;

  ALTER TABLE attempts ADD COLUMN server_id TEXT;
  ALTER TABLE attempts ADD COLUMN started_at INTEGER;
  UPDATE attempts SET server_id = data ->> 'serverId', started_at = data ->> 'startedAt'
    WHERE CASE WHEN json_valid(data)
      THEN typeof(data ->> 'serverId') = 'text' AND typeof(data ->> 'startedAt') = 'integer' END;
  CREATE INDEX attempts_by_server ON attempts (server_id, started_at);
  `,
  // Whose each file is; `doomed`: their owner is gone, they are about to be.
  `
  CREATE TABLE owned (
    folder TEXT NOT NULL, name TEXT NOT NULL, entry_id TEXT NOT NULL, PRIMARY KEY (folder, name, entry_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE doomed (folder TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (folder, name)) STRICT, WITHOUT ROWID;
  `,
  // Entries whose copy of what was handed over is to be written.
  `
  CREATE TABLE copies_due (
    entry_id TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE templates (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
  `,
  // Contacts, their groups, and whom mail went to.
  `
  CREATE TABLE contacts (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
  CREATE TABLE contact_groups (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
  CREATE TABLE earlier_recipients (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
  `,
  // Mail merge: its jobs, the rows of their tables, and the files that they keep.
  `
  CREATE TABLE merge_jobs (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
  CREATE TABLE merge_rows (
    job_id TEXT NOT NULL REFERENCES merge_jobs (id) ON DELETE CASCADE, row INTEGER NOT NULL,
    cells TEXT NOT NULL, status TEXT NOT NULL, note TEXT, entry_id TEXT,
    PRIMARY KEY (job_id, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX merge_rows_by_entry ON merge_rows (entry_id) WHERE entry_id IS NOT NULL;
  CREATE INDEX merge_rows_waiting ON merge_rows (job_id, row) WHERE status = 'waiting';
  CREATE TABLE merge_files (
    job_id TEXT NOT NULL REFERENCES merge_jobs (id) ON DELETE CASCADE, path TEXT NOT NULL,
    file TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (job_id, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX merge_files_by_file ON merge_files (file);
  `,
  // A draft that was discarded is kept for a while.
  `
  ALTER TABLE drafts ADD COLUMN discarded_at INTEGER;
  `,
  // Where a person stood in the text of a draft (main/drafts/place.ts).
  `
  ALTER TABLE drafts ADD COLUMN place TEXT;
  `,
  // Entries that came back from someone.
  `
  CREATE TABLE bounced (
    entry_id TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  `,
  // How many rows the lists have, in sections (list-sections.ts); a state is listed within its group, but for what was sent. `unlisted`: entries that
  // cannot be understood.
  `
  CREATE TABLE sections (
    list TEXT NOT NULL, upto_at INTEGER NOT NULL, upto_id TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (list, upto_at, upto_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE unlisted (entry_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  DROP INDEX listing_by_state;
  CREATE INDEX listing_by_state ON listing (state, grp, updated_at DESC, entry_id DESC);
  CREATE INDEX listing_sent ON listing (updated_at DESC, entry_id DESC) WHERE state = 'sent';
  `,
  // Lines of an attempt, as many in a row as were written together (line-block.ts); what older programs wrote stays in `lines`.
  `
  CREATE TABLE line_blocks (
    attempt_id TEXT NOT NULL, first INTEGER NOT NULL, lines TEXT NOT NULL, PRIMARY KEY (attempt_id, first)
  ) STRICT, WITHOUT ROWID;
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
