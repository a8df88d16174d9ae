import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EntrySummary } from '../../../main/api.ts'
import { autostartEntry } from '../../../main/electron/autostart-entry.ts'
import { onItsWay } from '../../../main/electron/quit-question.ts'
import { trayImage, trayText } from '../../../main/electron/tray-view.ts'
import {
  cascaded,
  parsePlaces,
  reachable,
  withOpen,
  withoutOpen,
} from '../../../main/electron/window-place.ts'

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
]
const place = { x: 100, y: 80, width: 1280, height: 800, maximized: false }

describe('where a window opens', () => {
  test('where it was, on either screen', () => {
    expect(reachable(place, screens)).toEqual(place)
    expect(reachable({ ...place, x: 1930 }, screens)).toEqual({ ...place, x: 1920 })
  })

  test('nowhere that is off every screen', () => {
    expect(reachable({ ...place, x: 5000 }, screens)).toBeUndefined()
    expect(reachable(place, [])).toBeUndefined()
  })

  test('no larger than its screen', () => {
    expect(reachable({ ...place, width: 4000, height: 3000 }, screens)).toMatchObject({
      ...screens[0],
      maximized: false,
    })
  })

  test('always whole within one screen, whatever was remembered', () => {
    const pixel = fc.integer({ min: -5000, max: 5000 })
    const size = fc.integer({ min: 100, max: 5000 })
    fc.assert(
      fc.property(
        fc.record({ x: pixel, y: pixel, width: size, height: size, maximized: fc.boolean() }),
        (given) => {
          const found = reachable(given, screens)
          if (found === undefined) return
          const fits = screens.some(
            (area) =>
              found.x >= area.x &&
              found.y >= area.y &&
              found.x + found.width <= area.x + area.width &&
              found.y + found.height <= area.y + area.height,
          )
          expect(fits).toBe(true)
        },
      ),
    )
  })

  test('a further one a little lower and to the right', () => {
    expect(cascaded(place, 2)).toEqual({ ...place, x: 148, y: 128 })
  })

  test.each(['', 'no JSON', '[]', '{"main":{"x":1}}', '{"main":{"x":1e99,"y":0,"width":5,"height":5}}'])(
    'a file that holds %j is as if there was none',
    (text) => expect(parsePlaces(text)).toEqual({ open: [] }),
  )

  test('a kind that does not parse takes no other with it', () => {
    expect(parsePlaces(JSON.stringify({ main: place, compose: 3 }))).toEqual({ main: place, open: [] })
  })

  test('how windows look is read back; a look that does not parse is as if there was none', () => {
    const look = { language: 'de', theme: 'dark', zoom: 125 }
    expect(parsePlaces(JSON.stringify({ look }))).toEqual({ look, open: [] })
    for (const wrong of [{ ...look, zoom: 0 }, { ...look, language: 'xx' }, { theme: 'dark' }, 7])
      expect(parsePlaces(JSON.stringify({ look: wrong, main: place }))).toEqual({ main: place, open: [] })
  })

  test('open windows are read back with their places; one that does not parse takes no other with it', () => {
    const open = withOpen(withOpen({ open: [] }, 'a', place), 'b', place)
    const moved = withOpen(open, 'a', { ...place, x: 7 })
    expect(parsePlaces(JSON.stringify(moved)).open).toEqual([
      { draftId: 'a', place: { ...place, x: 7 } },
      { draftId: 'b', place },
    ])
    expect(withoutOpen(moved, 'a').open).toEqual([{ draftId: 'b', place }])
    const damaged = {
      open: [
        { draftId: 3, place },
        { draftId: 'b', place },
      ],
    }
    expect(parsePlaces(JSON.stringify(damaged)).open).toEqual([{ draftId: 'b', place }])
  })
})

describe('quitting', () => {
  const entry = (over: Partial<EntrySummary>) =>
    ({ id: 'e', state: 'queued', group: 'moving', reason: { kind: 'queued' }, ...over }) as EntrySummary

  test('asks about what is being sent or is next, and counts what is scheduled', () => {
    const sending = entry({ state: 'sending', reason: { kind: 'sending' } })
    const undo = entry({ reason: { kind: 'undo-window', until: 1 } })
    const scheduled = entry({ state: 'scheduled', reason: { kind: 'scheduled', at: 1 } })
    expect(onItsWay([sending, undo, scheduled])).toEqual({ sending: [sending], next: [undo], scheduled: 1 })
  })

  test('asks nothing where all waits for a time, a server or a person', () => {
    const waiting = [
      entry({ reason: { kind: 'paused', scope: 'all' } }),
      entry({ reason: { kind: 'offline' } }),
      entry({ state: 'scheduled', reason: { kind: 'scheduled', at: 1 } }),
      entry({ reason: { kind: 'server-wait', until: 1 } }),
    ]
    expect(onItsWay(waiting)).toBeUndefined()
  })
})

describe('the tray', () => {
  const now = { yourMove: 2, moving: 3, lanes: [] }

  test('says how the outbox stands', () => {
    expect(trayText(now, 'on')).toBe('Sendoff: 2 need you, 3 on their way')
    expect(trayText({ ...now, yourMove: 0 }, 'on')).toBe('Sendoff: 3 on their way')
    expect(trayText({ ...now, yourMove: 0, moving: 0 }, 'on')).toBe('Sendoff: nothing on its way')
    expect(trayText(now, 'paused')).toBe('Sendoff: paused, 3 waiting')
  })

  test('has an image for each', () => {
    expect(trayImage(now, 'on', false)).toBe('tray-light-attention.png')
    expect(trayImage({ ...now, yourMove: 0 }, 'on', true)).toBe('tray-dark.png')
    expect(trayImage(now, 'offline', true)).toBe('tray-paused-dark.png')
  })
})

test('the autostart entry quotes what a path may hold', () => {
  const exec = (path: string) =>
    autostartEntry(path)
      .split('\n')
      .find((line) => line.startsWith('Exec='))
  expect(exec('/opt/Sendoff/sendoff')).toBe('Exec="/opt/Sendoff/sendoff" --hidden')
  expect(exec('/home/a b/100%/$x')).toBe('Exec="/home/a b/100%%/\\\\$x" --hidden')
})
