// Apple's property lists in XML. Their DOCTYPE is taken off where it is Apple's own, word for word; XML with another is refused.
import { parseXml, type XmlElement } from '../discovery/xml.ts'
import { t } from '../text/t.ts'
import type { Parsed } from './found.ts'

export type PlistValue = string | number | boolean | readonly PlistValue[] | PlistDict
export interface PlistDict {
  readonly [key: string]: PlistValue | undefined
}

const appleDoctype =
  /^(\uFEFF?\s*(?:<\?xml[^<>]{0,200}\?>\s*)?)<!DOCTYPE\s+plist\s+PUBLIC\s+"-\/\/Apple(?: Computer)?\/\/DTD PLIST 1\.0\/\/EN"\s+"https?:\/\/www\.apple\.com\/DTDs\/PropertyList-1\.0\.dtd"\s*>/

/** Parses a property list in XML; `data` and dates are passed over. @returns a sentence where it is none. */
export function parsePlist(text: string): Parsed<PlistValue> {
  const parsed = parseXml(text.replace(appleDoctype, '$1'))
  if (!parsed.ok) return { ok: false, message: t('transfer.xml', { problem: parsed.message }) }
  const { root } = parsed
  const [top] = root.children
  if (root.name !== 'plist' || top === undefined) return { ok: false, message: t('transfer.no-plist') }
  const value = toValue(top)
  return value === undefined ? { ok: false, message: t('transfer.no-plist') } : { ok: true, value }
}

function toValue(element: XmlElement): PlistValue | undefined {
  switch (element.name) {
    case 'string':
      return element.text
    case 'integer':
    case 'real':
      return Number(element.text)
    case 'true':
      return true
    case 'false':
      return false
    case 'array':
      return element.children.flatMap((child) => toValue(child) ?? [])
    case 'dict':
      return toDict(element)
    default:
      return undefined
  }
}

function toDict({ children }: XmlElement): PlistDict {
  const dict: Record<string, PlistValue> = Object.create(null) as Record<string, PlistValue>
  children.forEach((child, at) => {
    const next = children[at + 1]
    if (child.name !== 'key' || next === undefined) return
    const value = toValue(next)
    if (value !== undefined) dict[child.text.trim()] = value
  })
  return dict
}

/** Whether a value is a dictionary. */
export function isDict(value: PlistValue | undefined): value is PlistDict {
  return typeof value === 'object' && !Array.isArray(value)
}
