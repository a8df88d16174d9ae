// XML from somewhere else, as a small tree: well-formed or refused, never a DOCTYPE (so no entity of its own), within limits.
import { SaxesParser, type SaxesTagNS } from 'saxes'

export interface XmlElement {
  /** Local name. */
  readonly name: string
  /** Namespace; '' = none. */
  readonly uri: string
  /** Attributes without a namespace, by name. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The element's own text, CDATA too; that of its children is theirs. */
  readonly text: string
}

export type ParsedXml =
  | { readonly ok: true; readonly root: XmlElement }
  /** The end of a sentence whose subject is the text: `is not well-formed at line 3: …`. */
  | { readonly ok: false; readonly message: string }

/** Octets of a document, in UTF-8. */
export const maxXmlOctets = 256 * 1024
const maxDepth = 32
const maxElements = 5_000
const maxAttributes = 64

class XmlRefusal extends Error {}

interface Open {
  readonly name: string
  readonly uri: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  text: string
}

/**
 * Parses a document: XML 1.0 with namespaces, strict. Refuses a DOCTYPE, more than 256 kB, elements more than 32 deep, more
 * than 5000 of them, more than 64 attributes at one. Pure; never throws.
 */
export function parseXml(text: string): ParsedXml {
  if (Buffer.byteLength(text) > maxXmlOctets) return { ok: false, message: 'has more than 256 kB' }
  try {
    return { ok: true, root: build(text) }
  } catch (error) {
    if (error instanceof XmlRefusal) return { ok: false, message: error.message }
    throw error
  }
}

function build(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Open[] = []
  let root: Open | undefined
  let elements = 0
  const addText = (piece: string) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += piece
  }
  parser.on('error', ({ message }) => {
    throw new XmlRefusal(`is not well-formed: ${printable(message)}`)
  })
  parser.on('doctype', () => {
    throw new XmlRefusal('has a DOCTYPE, which is not taken')
  })
  parser.on('opentag', (tag) => {
    elements += 1
    if (elements > maxElements) throw new XmlRefusal(`has more than ${maxElements} elements`)
    if (open.length >= maxDepth) throw new XmlRefusal(`has elements more than ${maxDepth} deep`)
    const element = toOpen(tag)
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(text).close()
  if (root === undefined) throw new XmlRefusal('has no element')
  return root
}

function toOpen({ local, uri, attributes }: SaxesTagNS): Open {
  const all = Object.values(attributes)
  if (all.length > maxAttributes)
    throw new XmlRefusal(`has an element with more than ${maxAttributes} attributes`)
  const plain = all.flatMap(({ prefix, local: name, value }) =>
    prefix === '' ? [[name, value] as const] : [],
  )
  return { name: local, uri, attributes: new Map(plain), children: [], text: '' }
}

/** A parser's message quotes what it met. */
function printable(message: string): string {
  return message.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').slice(0, 120)
}

/** The element's children of this name, whatever their namespace. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** The text of the first child of this name, without blanks around it; '' where there is none. */
export function textOf(element: XmlElement, name: string): string {
  return childrenOf(element, name)[0]?.text.trim() ?? ''
}
