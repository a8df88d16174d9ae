import { readCsv } from '../../../main/merge/csv.ts'
import { decode, findEncoding } from '../../../main/merge/encoding.ts'
import { guessRoles } from '../../../main/merge/guess.ts'
import { CallError } from '../../../main/result.ts'
import type { FuzzTarget } from '../target.ts'

/** A table of a mail merge, in chunks so small that rows lie over their edges. */
export const target: FuzzTarget = {
  name: 'table of a mail merge',
  seeds: [
    'Name,E-mail,Town\r\nAnn,ann@x.example,"Bad ""Ischl"""\r\nBob,bob@x.example,\r\n',
    'Vorname;Nachname;E-Mail;Gru\u00DF\nJ\u00F6rg;M\u00FCller;j@x.example;"zwei\nZeilen"\n',
    'a\tb\n1\t2\n',
    Buffer.from('\uFEFFName|Mail\n\u00C5sa|a@x.example', 'utf16le'),
  ],
  words: [
    '"',
    '""',
    ',',
    ';',
    '\t',
    '|',
    '\r',
    '\n',
    '\r\n',
    '\uFEFF',
    '\0',
    '{{',
    '}}',
    '@x.example',
    ' ',
    '=1+1',
  ],
  run: async (input) => {
    const encoding = findEncoding(input)
    try {
      const { columns, delimiter, batches } = readCsv(decode(input, encoding), null, 64)
      if (new Set(columns.map((name) => name.toLowerCase())).size !== columns.length)
        throw new Error('two columns of one name')
      let rows = 0
      let first: readonly (readonly string[])[] = []
      for await (const batch of batches()) {
        if (batch.some((cells) => cells.length !== columns.length)) throw new Error('a row of another width')
        if (rows === 0) first = batch
        rows += batch.length
      }
      guessRoles(columns, first)
      return `${encoding} ${JSON.stringify(delimiter)} ${columns.length} ${Math.min(rows, 40)}`
    } catch (error) {
      if (error instanceof CallError) return error.message.slice(0, 40)
      throw error
    }
  },
}
