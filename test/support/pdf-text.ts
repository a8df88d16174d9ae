// The text of a PDF as Chromium writes it: glyph numbers, and a table for each font that says what they stand for.
import { inflateSync } from 'node:zlib'

/** All text of the file; where one run of glyphs ends, a space stands. Only what Skia writes is understood. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf)
  const fonts = new Map<string, ReadonlyMap<string, string>>()
  for (const [id, body] of objects) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1]
    if (table !== undefined) fonts.set(id, readTable(streamOf(objects.get(table) ?? '')))
  }
  return [...objects.values()]
    .filter((body) => /\/Type\s*\/Page\b/.test(body))
    .map((page) => pageText(page, objects, fonts))
    .join('\n')
}

/** Colours that something is filled with, `0 0 0` for black: text is filled too. */
export function pdfColors(pdf: Buffer): readonly string[] {
  const streams = [...objectsOf(pdf).values()].filter((body) => body.includes('stream')).map(streamOf)
  const colors = streams.flatMap((stream) => [...stream.matchAll(/(?:^|\s)([\d.]+ [\d.]+ [\d.]+) rg\b/g)])
  return [...new Set(colors.map(([, color = '']) => color))]
}

function objectsOf(pdf: Buffer): ReadonlyMap<string, string> {
  const found = pdf.toString('latin1').matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)endobj/g)
  return new Map([...found].map(([, id = '', body = '']) => [id, body]))
}

function streamOf(body: string): string {
  const found = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body)?.[1] ?? ''
  const octets = Buffer.from(found, 'latin1')
  return (body.includes('/FlateDecode') ? inflateSync(octets) : octets).toString('latin1')
}

const toText = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')

function readTable(cmap: string): ReadonlyMap<string, string> {
  const table = new Map<string, string>()
  for (const [, lines = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', text = ''] of lines.matchAll(/<(\w{4})>\s*<(\w+)>/g))
      table.set(glyph, toText(text))
  for (const [, lines = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', text = ''] of lines.matchAll(/<(\w{4})>\s*<(\w{4})>\s*<(\w{4})>/g))
      for (let at = 0; at <= Number.parseInt(to, 16) - Number.parseInt(from, 16); at += 1)
        table.set(hexOf(Number.parseInt(from, 16) + at), String.fromCharCode(Number.parseInt(text, 16) + at))
  return table
}

const hexOf = (code: number) => code.toString(16).toUpperCase().padStart(4, '0')

function pageText(
  page: string,
  objects: ReadonlyMap<string, string>,
  fonts: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string {
  const named = new Map(
    [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, fonts.get(id)]),
  )
  const content = streamOf(objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '') ?? '')
  let font: ReadonlyMap<string, string> | undefined
  let text = ''
  for (const [, name, hex] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (name !== undefined) font = named.get(name)
    else for (const glyph of hex?.match(/.{4}/g) ?? []) text += font?.get(glyph.toUpperCase()) ?? ''
  }
  return text
}
