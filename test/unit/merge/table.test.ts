import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { readCsv, toColumns } from '../../../main/merge/csv.ts'
import { decode, findEncoding } from '../../../main/merge/encoding.ts'
import { guessRoles } from '../../../main/merge/guess.ts'
import { maxRows } from '../../../main/merge/job.ts'
import { formatResult } from '../../../main/merge/result-file.ts'
import { findFields, toHtml } from '../../../main/merge/template.ts'
import { hardText } from '../../support/hard-text.ts'

async function rowsOf(text: string, delimiter: string | null = null, size?: number) {
  const rows: (readonly string[])[] = []
  for await (const batch of readCsv(text, delimiter, size).batches()) rows.push(...batch)
  return rows
}

describe('the encoding of a table', () => {
  const text = 'Name;Grüße\nZoë;ß\n'
  const utf16 = (big: boolean) => {
    const bytes = Buffer.from(text, 'utf16le')
    return big ? bytes.swap16() : bytes
  }
  test.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-8 without', Buffer.from(text), 'utf-8'],
    ['UTF-16, little end first, with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16, big end first, with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 without a mark', utf16(false), 'utf-16le'],
    ['UTF-16, big end first, without', utf16(true), 'utf-16be'],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252'],
  ] as const)('%s is found, and its letters are right', (_, bytes, encoding) => {
    expect(findEncoding(bytes)).toBe(encoding)
    expect(decode(bytes, encoding)).toBe(text)
  })
})

describe('a table', () => {
  test.each([',', ';', '\t', '|'])('parted by %j is read', async (delimiter) => {
    const text = [
      ['Email', 'Name'],
      ['a@example.org', 'Anna'],
      ['b@example.org', 'Bo'],
    ]
      .map((cells) => cells.join(delimiter))
      .join('\r\n')
    expect(readCsv(text, null)).toMatchObject({ delimiter, columns: ['Email', 'Name'] })
    expect(await rowsOf(text)).toEqual([
      ['a@example.org', 'Anna'],
      ['b@example.org', 'Bo'],
    ])
  })

  test('keeps line ends and quotes inside of cells, wherever a batch ends', async () => {
    const people = Array.from({ length: 60 }, (_, n) => [`p${n}@example.org`, `Line "1"\nline ${n}; end`])
    const text = `Email;Note\n${people.map(([a, b = '']) => `${a};"${b.replaceAll('"', '""')}"`).join('\n')}\n`
    for (const size of [20, 37, 64, 500, 10_000]) expect(await rowsOf(text, ';', size)).toEqual(people)
  })

  test('leaves out empty lines, fills up short rows and names every column', async () => {
    expect(readCsv('a,,a\n1,2,3\n', ',').columns).toEqual(['a', 'Column 2', 'a 2'])
    expect(await rowsOf('a,b\n\n1\n,\n2,3,4\n', ',')).toEqual([
      ['1', ''],
      ['2', '3'],
    ])
  })

  test('of more rows than are taken is refused with a sentence', async () => {
    await expect(rowsOf(`a\n${'x\n'.repeat(maxRows + 1)}`, ',')).rejects.toThrow(/more than 200000 rows/)
  })

  test('without a line is refused with a sentence', () => {
    expect(() => readCsv('', null)).toThrow(/no table/)
  })

  test('the column of addresses is the one that holds them, whatever its name', () => {
    const rows = [
      ['Anna', 'anna@example.org', 'x@y.z'],
      ['Bo', 'bo@example.org', ''],
    ]
    expect(guessRoles(['Name', 'Contact', 'Cc'], rows)).toMatchObject({ name: 0, address: 1, cc: 2 })
  })
})

test('the result file keeps the columns, adds what became of each row, and holds no formula', () => {
  const rows = [
    { cells: ['=1+1', '@x'], state: 'failed', code: '550', reply: '-5.1.1, no', at: Date.UTC(2026, 0, 5) },
  ]
  expect(formatResult(['A', 'B'], rows)).toBe(
    `\ufeffA,B,Sendoff state,Reply code,Reply,Time\r\n"'=1+1","'@x",failed,550,"'-5.1.1, no",2026-01-05T00:00:00.000Z\r\n`,
  )
})

describe('what is written is read again', () => {
  const runs = { numRuns: Number(process.env.SENDOFF_RUNS ?? 200) }
  const cell = hardText({ breaks: true, maxLength: 6 })
  const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.record({
      columns: fc.array(fc.stringMatching(/^[A-Z][a-z]{0,5}$/), { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }),
    }),
  )

  test('the result file as a table, in batches of any size', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 5, max: 300 }), async ({ columns, rows }, size) => {
        const text = formatResult(
          columns,
          rows.map((row) => ({ cells: row, state: '=1+1', code: '250', reply: '-\n=2', at: null })),
        )
        // No cell that a spreadsheet would run, not even one of several lines (CWE-1236).
        const cells = Papa.parse<string[]>(text, { delimiter: ',' }).data.flat()
        expect(cells.filter((each) => /^[=+\-@\t\r]/.test(each))).toEqual([])
        const decoded = decode(Buffer.from(text), findEncoding(Buffer.from(text)))
        expect(await rowsOf(decoded, null, size)).toEqual(
          rows.map((row) => [...row, '=1+1', '250', '-\n=2', '']),
        )
      }),
      {
        ...runs,
        examples: [[{ columns: ['A'], rows: [["''=1"], ['=1\n2'], ["'+49 170"], ['\ufeffx']] }, 30]],
      },
    )
  })

  test('lines that end in more than one way', async () => {
    expect(
      await rowsOf('Email,Note\r\na@example.org,"1\r\n2"\nb@example.org,3\rc@example.org,4', ','),
    ).toEqual([
      ['a@example.org', '1\n2'],
      ['b@example.org', '3'],
      ['c@example.org', '4'],
    ])
  })

  test('each column has a name that a letter can name it by', () => {
    fc.assert(
      fc.property(fc.array(hardText({ maxLength: 6 }), { minLength: 1, maxLength: 4 }), (names) => {
        for (const name of toColumns(names)) {
          expect(findFields(`{{${name}}}`).places.map((place) => place.name)).toEqual([name])
          expect(findFields(`{{${toHtml(name)}}}`, true).places.map((place) => place.name)).toEqual([name])
        }
      }),
      {
        ...runs,
        examples: [[['# of boats', 'a<b', '&', '> 18', '=1', '!']], [['x'.repeat(300), 'x'.repeat(300)]]],
      },
    )
  })
})
