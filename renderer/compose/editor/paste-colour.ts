// Colours of pasted text: which of them are the ink and the ground of a page.
import { ownValue } from '../../../main/own-value.ts'

export type Colour = readonly [red: number, green: number, blue: number]

const named: Readonly<Record<string, Colour>> = {
  black: [0, 0, 0],
  windowtext: [0, 0, 0],
  white: [255, 255, 255],
}

/** A colour as a browser or a program writes it; null: transparent, or none that is read here. */
export function parseColour(value: string): Colour | null {
  const text = value.trim().toLowerCase()
  const byName = ownValue(named, text)
  if (byName !== undefined) return byName
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1]
  if (hex !== undefined) {
    const step = hex.length / 3
    const part = (at: number) => parseInt(hex.slice(at * step, at * step + step).repeat(3 - step), 16)
    return [part(0), part(1), part(2)]
  }
  const [red, green, blue, alpha] = /^rgba?\([\d\s.,/]+\)$/.test(text)
    ? [...text.matchAll(/[\d.]+/g)].map(([number]) => Number(number))
    : []
  if (red === undefined || green === undefined || blue === undefined || alpha === 0) return null
  return [red, green, blue]
}

/** Grey, or as good as. */
export function isGrey(colour: Colour): boolean {
  return Math.max(...colour) - Math.min(...colour) <= 24
}

/** The ink of pages: black, and the dark greys that stand for it. It would be dark on dark in a dark window. */
export function isInk(value: string): boolean {
  const colour = parseColour(value)
  return colour !== null && isGrey(colour) && Math.max(...colour) <= 64
}

/**
 * The ground of pages: white, and what hardly differs from it.
 * @param isTable Its rows may differ by just that.
 */
export function isPaper(value: string, isTable: boolean): boolean {
  const colour = parseColour(value)
  if (colour === null) return /^rgba\([^)]*,\s*0\)$/.test(value.trim())
  return isGrey(colour) && Math.min(...colour) >= (isTable ? 255 : 240)
}
