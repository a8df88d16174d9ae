// Lines of attempts that are gone. A session that is kept says goodbye in the transcript of the message that it carried last, which may be
// deleted by then; and a crash may leave lines of an attempt whose start was not stored.
import type { Sql } from './sql.ts'

/** Called where no attempt can be under way. Of each attempt one row is looked at, however many lines it has. */
export function removeOrphanLines(sql: Sql): void {
  for (const table of ['lines', 'line_blocks']) {
    const orphans = sql.all(
      `WITH RECURSIVE ids (id) AS (
         SELECT min(attempt_id) FROM ${table}
         UNION ALL SELECT (SELECT min(attempt_id) FROM ${table} WHERE attempt_id > ids.id) FROM ids WHERE ids.id IS NOT NULL
       )
       SELECT id FROM ids WHERE id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM attempts WHERE attempts.id = ids.id)`,
    )
    for (const { id } of orphans) sql.run(`DELETE FROM ${table} WHERE attempt_id = ?`, String(id))
  }
}
