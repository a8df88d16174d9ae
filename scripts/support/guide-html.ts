// The user guide as pages for a browser. Prettier, which formats the guide, parses it too: no library more.
import { parsers } from 'prettier/plugins/markdown'
import type { ParserOptions } from 'prettier'
import { z } from 'zod'

/** What the guide uses of Markdown (mdast). Anything else stops the build. */
interface Node {
  readonly type: string
  readonly children?: readonly Node[] | undefined
  readonly value?: string | undefined
  readonly url?: string | undefined
  readonly alt?: string | null | undefined
  readonly depth?: number | undefined
  readonly ordered?: boolean | null | undefined
}

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    type: z.string(),
    children: z.array(node).optional(),
    value: z.string().optional(),
    url: z.string().optional(),
    alt: z.string().nullish(),
    depth: z.int().min(1).max(6).optional(),
    ordered: z.boolean().nullish(),
  }),
)

export interface GuidePage {
  readonly title: string
  readonly html: string
}

/** What stands around a page. */
export interface Frame {
  /** BCP 47. */
  readonly language: string
  readonly index: { readonly href: string; readonly name: string }
  /** The same page in another language; null where it is in one alone. */
  readonly other: { readonly href: string; readonly language: string; readonly name: string } | null
}

/**
 * One page of the guide.
 * @param toHref where a link or a picture of the page leads among the pages; null: nowhere there, its text stays.
 * @param around its language, and the links above it.
 * @throws Error where the page has what is not known here
 */
export async function toGuidePage(
  markdown: string,
  toHref: (target: string) => string | null,
  around: Frame,
): Promise<GuidePage> {
  // The parser of Markdown reads no option.
  const root = node.parse(await parsers.markdown.parse(markdown, {} as ParserOptions))
  const heading = root.children?.find(({ type, depth }) => type === 'heading' && depth === 1)
  if (heading === undefined) throw new Error('a page of the guide has no title')
  const title = toText(heading)
  return { title, html: frame(escape(title), toHtml(root, toHref), around) }
}

const css = `:root{color-scheme:light dark}body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 system-ui,sans-serif}
table{border-collapse:collapse}td,th{border:1px solid #8886;padding:.3rem .6rem;text-align:start;vertical-align:top}
li>p{margin:.25rem 0}img{max-width:100%;border:1px solid #8884}pre{overflow:auto;padding:.8rem;background:#8882}code{font-size:.9em;overflow-wrap:anywhere}pre code{overflow-wrap:normal}`

function frame(title: string, body: string, { language, index, other }: Frame): string {
  const change =
    other === null
      ? ''
      : ` · <a href="${escape(other.href)}" lang="${other.language}" hreflang="${other.language}">${other.name}</a>`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${css}</style>
</head>
<body>
<nav><a href="${index.href}">${index.name}</a>${change}</nav>
<main>
${body}
</main>
</body>
</html>
`
}

/** Elements that hold what is inside of them. */
const plain: Readonly<Record<string, string>> = {
  strong: 'strong',
  emphasis: 'em',
  listItem: 'li',
  blockquote: 'blockquote',
}

function toHtml(at: Node, toHref: (target: string) => string | null): string {
  const inside = () => (at.children ?? []).map((child) => toHtml(child, toHref)).join('')
  const tag = plain[at.type]
  if (tag !== undefined) return `<${tag}>${inside()}</${tag}>`
  switch (at.type) {
    case 'root':
      return inside()
    case 'text':
      return escape(at.value ?? '')
    case 'inlineCode':
      return `<code>${escape(at.value ?? '')}</code>`
    case 'code':
      return `<pre><code>${escape(at.value ?? '')}</code></pre>\n`
    case 'paragraph':
      return `<p>${inside()}</p>\n`
    case 'heading':
      return `<h${at.depth ?? 1} id="${toAnchor(toText(at))}">${inside()}</h${at.depth ?? 1}>\n`
    case 'list':
      return at.ordered === true ? `<ol>${inside()}</ol>\n` : `<ul>${inside()}</ul>\n`
    case 'table':
      return toTable(at, toHref)
    case 'link':
      return toLink(toHref(at.url ?? ''), inside())
    case 'image':
      return toPicture(toHref(at.url ?? ''), escape(at.alt ?? ''))
    default:
      throw new Error(`${at.type} is not known in a page of the guide`)
  }
}

function toTable({ children = [] }: Node, toHref: (target: string) => string | null): string {
  const rows = children.map(({ children: cells = [] }, index) => {
    const tag = index === 0 ? 'th' : 'td'
    const inside = (cell: Node) => (cell.children ?? []).map((one) => toHtml(one, toHref)).join('')
    return `<tr>${cells.map((cell) => `<${tag}>${inside(cell)}</${tag}>`).join('')}</tr>\n`
  })
  return `<table>\n${rows.join('')}</table>\n`
}

function toLink(href: string | null, inside: string): string {
  return href === null ? inside : `<a href="${escape(href)}">${inside}</a>`
}

function toPicture(href: string | null, alt: string): string {
  return href === null ? alt : `<img src="${escape(href)}" alt="${alt}">`
}

function toText({ value = '', children = [] }: Node): string {
  return value + children.map(toText).join('')
}

/** As GitHub makes it, so that links of the guide work in both. */
function toAnchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
