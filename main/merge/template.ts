// `{{field}}`: where it stands, and what stands there in one letter. Nothing else of mustache is active.

export interface Place {
  readonly name: string
  readonly start: number
  readonly end: number
}

export interface TemplateFault {
  /** What stands there. */
  readonly text: string
  readonly line: number
  readonly column: number
}

const opening = '{{'
/** Sections, partials, comments, unescaped values, other delimiters: mustache has them, a letter has not. */
const sigil = /^[#/^>!&={<$]/
const longestName = 200

/** @param html Names are written in HTML there. */
export function findFields(
  text: string,
  html = false,
): { readonly places: readonly Place[]; readonly faults: readonly TemplateFault[] } {
  const places: Place[] = []
  const faults: TemplateFault[] = []
  for (let start = text.indexOf(opening); start >= 0;) {
    const close = text.indexOf('}}', start)
    const inner = close < 0 ? null : text.slice(start + 2, close)
    const name = inner === null ? '' : (html ? plain(inner) : inner).trim()
    const end = close < 0 ? start + 2 : close + 2
    if (name === '' || name.length > longestName || sigil.test(name) || /[{}\n<>]/.test(name)) {
      faults.push(faultAt(text, start, end))
    } else places.push({ name, start, end })
    start = text.indexOf(opening, end)
  }
  return { places, faults }
}

function faultAt(text: string, start: number, end: number): TemplateFault {
  const before = text.slice(0, start)
  const line = before.split('\n').length
  return {
    text: text.slice(start, Math.max(end, start + 12)),
    line,
    column: start - before.lastIndexOf('\n'),
  }
}

/** Text with its fields filled in; `value` gives what stands there as it is to be written. */
export function fillIn(text: string, value: (name: string) => string, html = false): string {
  let [out, at] = ['', 0]
  for (const { name, start, end } of findFields(text, html).places) {
    out += text.slice(at, start) + value(name)
    at = end
  }
  return out + text.slice(at)
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

function plain(html: string): string {
  return html.replaceAll(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? entity)
}

/** A value as it stands in HTML, between tags and in attributes. */
export function toHtml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(/\r\n|\r|\n/g, '<br>')
}

/** A value in one line: no header is made of a cell (P28). */
export function toLine(value: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is taken out
  return value.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim()
}
