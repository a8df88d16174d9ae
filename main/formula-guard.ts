// Cells of tables that spreadsheets open: what begins like a formula would be run (CWE-1236).

/** An apostrophe before what begins like a formula, and one more before what would look as if it had been put there. */
export function guardCell(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** The text that `guardCell` was given. Other programs guard in the same way, with one apostrophe. */
export function unguardCell(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}
