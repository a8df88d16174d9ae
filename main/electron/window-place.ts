// Where a window opens: where it was, as long as a person could still reach it there. Pure.
import { z } from 'zod'
import { lookSchema, type Look } from './window-look.ts'

const pixels = z.int().min(-100_000).max(100_000)

/** Place and size in DIP, as Electron gives them. */
const placeSchema = z.strictObject({
  x: pixels,
  y: pixels,
  width: z.int().min(100).max(20_000),
  height: z.int().min(100).max(20_000),
  maximized: z.boolean(),
})

export type Place = Readonly<z.infer<typeof placeSchema>>
export type Area = Pick<Place, 'x' | 'y' | 'width' | 'height'>

const openSchema = z.strictObject({ draftId: z.string().min(1).max(100), place: placeSchema })

/** A compose window that is open. */
export type OpenDraft = Readonly<z.infer<typeof openSchema>>

/** More windows than these are not opened again. */
const mostOpen = 50

/** By kind of window. A kind that does not parse is as if it had never been opened. */
export interface Places {
  readonly main?: Place
  readonly compose?: Place
  /** Compose windows that are open; after a crash, those that were. */
  readonly open: readonly OpenDraft[]
  /** As the settings were; undefined where no start has read them yet. */
  readonly look?: Look
}

/** Reads the file's text; whatever it holds, there is an answer. */
export function parsePlaces(text: string): Places {
  const kinds = (() => {
    try {
      return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data ?? {}
    } catch {
      return {}
    }
  })()
  const main = placeSchema.safeParse(kinds.main).data
  const compose = placeSchema.safeParse(kinds.compose).data
  const look = lookSchema.safeParse(kinds.look).data
  const list = z.array(z.unknown()).safeParse(kinds.open).data ?? []
  const open = list.slice(0, mostOpen).flatMap((one) => openSchema.safeParse(one).data ?? [])
  return {
    ...(main === undefined ? {} : { main }),
    ...(compose === undefined ? {} : { compose }),
    open,
    ...(look === undefined ? {} : { look }),
  }
}

/** So much of a window has to lie on a screen that its title bar can be taken hold of. */
const graspPixels = 80

/** The place, moved and cut so that it lies on one of the screens; undefined where it lies on none any more. */
export function reachable(place: Place, screens: readonly Area[]): Place | undefined {
  const screen = screens.find((area) => overlap(place, area) >= graspPixels)
  if (screen === undefined) return undefined
  const width = Math.min(place.width, screen.width)
  const height = Math.min(place.height, screen.height)
  return {
    ...place,
    width,
    height,
    x: clamp(place.x, screen.x, screen.x + screen.width - width),
    y: clamp(place.y, screen.y, screen.y + screen.height - height),
  }
}

/** A further window of a kind stands a little lower and to the right of the one before. */
export function cascaded(place: Place, step: number): Place {
  const by = step * 24
  return { ...place, x: place.x + by, y: place.y + by, maximized: false }
}

/** With this window among the open ones, at this place. */
export function withOpen(places: Places, draftId: string, place: Place): Places {
  const isKnown = places.open.some((one) => one.draftId === draftId)
  const open = isKnown
    ? places.open.map((one) => (one.draftId === draftId ? { draftId, place } : one))
    : [...places.open, { draftId, place }]
  return { ...places, open }
}

export function withoutOpen(places: Places, draftId: string): Places {
  return { ...places, open: places.open.filter((one) => one.draftId !== draftId) }
}

/** The narrower side of what both have in common; 0: nothing. */
function overlap(one: Area, other: Area): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return Math.max(0, Math.min(width, height))
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high))
}
