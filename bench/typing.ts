// Typing in a letter of 2 000 paragraphs, in a real window, beside the same text in a bare page of the same Chromium.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { queueBigSends } from './big-sends.ts'
import { at, typeKeys, watchKeys, type Typed } from './key-cost.ts'
import type { Report } from './report.ts'
import { openWindow } from './window.ts'

const paragraphs = 2_000
const keys = 60
/** Nobody types faster for long. */
const gapMs = 25
const lettersOf = (count: number) => Array.from({ length: count }, (_, key) => 'abcdefgh '[key % 9] ?? 'a')
const letters = lettersOf(keys)
/** So many that a p99 is more than the worst key. */
const manyLetters = lettersOf(200)
const repeated = (key: string) => Array.from({ length: keys }, () => key)
const limitMs = 16
/** More than go out while the keys are pressed. */
const bigMessages = 8
const longText = Array.from({ length: paragraphs }, (_, one) => `Paragraph ${one} of a long letter.`).join(
  '\n',
)

type Kind = 'rich' | 'plain'
type Place = 'top' | 'middle' | 'end'

const works: readonly (readonly [string, readonly string[]])[] = [
  ['letters', letters],
  ['Enter', repeated('Enter')],
  ['Backspace', repeated('Backspace')],
]

/** An editable page with nothing else in it: the limit. */
async function openBare(page: Page, kind: Kind, text: string): Promise<Page> {
  const bare = await page.context().newPage()
  await bare.setContent('<!doctype html><style>html,body,.b{height:100%;margin:0}.b{overflow:auto}</style>')
  await bare.evaluate(
    ([isRich, lines]) => {
      const body = document.createElement(isRich ? 'div' : 'textarea')
      body.className = 'b'
      body.setAttribute('role', 'textbox')
      body.setAttribute('aria-label', 'Message body')
      body.style.width = '100%'
      if (isRich) {
        body.contentEditable = 'true'
        for (const line of lines.split('\n'))
          body.append(Object.assign(document.createElement('div'), { textContent: line }))
      } else (body as HTMLTextAreaElement).value = lines
      document.body.append(body)
    },
    [kind === 'rich', text] as const,
  )
  await watchKeys(bare)
  return bare
}

/** Puts the cursor there and looks at it, as somebody who clicks there. */
async function goTo(page: Page, place: Place): Promise<void> {
  await page.bringToFront()
  const body = page.getByRole('textbox', { name: 'Message body' })
  await body.focus()
  await page.keyboard.press(place === 'end' ? 'Control+End' : 'Control+Home')
  if (place === 'middle')
    await body.evaluate((element) => {
      if (element instanceof HTMLTextAreaElement) {
        const middle = element.value.indexOf('\n', element.value.length / 2)
        element.setSelectionRange(middle, middle)
        element.scrollTop = element.scrollHeight / 2
        return
      }
      const block = element.children[Math.floor(element.children.length / 2)]
      if (block === undefined) return
      block.scrollIntoView({ block: 'center' })
      getSelection()?.collapse(block, 0)
    })
  await page.waitForTimeout(300)
}

const ms = (value: number) => value.toFixed(1)

function row(what: string, ours: Typed, bare: Typed): Readonly<Record<string, string>> {
  const own = (typed: Typed, share: number) =>
    at(
      typed.keys.map(({ ownMs }) => ownMs),
      share,
    )
  const shown = ours.keys.map(({ shownMs }) => shownMs)
  return {
    'typing, ms a key': what,
    'thread p50 / p95 / p99': [0.5, 0.95, 0.99].map((share) => ms(own(ours, share))).join(' / '),
    'bare p50 / p95': `${ms(own(bare, 0.5))} / ${ms(own(bare, 0.95))}`,
    ratio: (own(ours, 0.5) / own(bare, 0.5)).toFixed(1),
    'CPU / bare': `${ms(ours.cpuMs)} / ${ms(bare.cpuMs)}`,
    layout: ms(ours.layoutMs),
    'over 16': String(ours.keys.filter(({ ownMs }) => ownMs > limitMs).length),
    'tasks over 50': String(ours.longTasks),
    'shown p50 / p95 / p99': [0.5, 0.95, 0.99].map((share) => ms(at(shown, share))).join(' / '),
  }
}

async function measure(page: Page, kind: Kind, rows: Readonly<Record<string, string>>[]): Promise<void> {
  const bare = await openBare(page, kind, longText)
  for (const place of ['top', 'middle', 'end'] as const) {
    for (const [work, pressed] of works) {
      await goTo(page, place)
      const ours = await typeKeys(page, pressed, gapMs)
      await goTo(bare, place)
      rows.push(row(`${kind}, ${place}, ${work}`, ours, await typeKeys(bare, pressed, gapMs)))
    }
  }
  await bare.close()
}

/** The same while messages of 100 MB go out, after the same while none does. */
async function measureSending(
  main: Page,
  page: Page,
  folder: string,
): Promise<readonly Readonly<Record<string, string>>[]> {
  const sends = await queueBigSends(main, folder, bigMessages)
  try {
    const bare = await openBare(page, 'rich', longText)
    const typed = async (where: Page) => {
      await goTo(where, 'top')
      return await typeKeys(where, manyLetters, gapMs)
    }
    const [quiet, quietBare] = [await typed(page), await typed(bare)]
    await sends.start()
    const busy = await typed(page)
    const left = await sends.left()
    const busyBare = await typed(bare)
    await bare.close()
    const gone = `${bigMessages - left} of ${bigMessages} gone at its end`
    return [
      row('rich, top, letters, nothing goes out', quiet, quietBare),
      row(`rich, top, letters, 100 MB go out (${gone})`, busy, busyBare),
    ]
  } finally {
    await sends.close()
  }
}

export async function benchTyping(): Promise<Report> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sendoff-bench-typing-'))
  const window = await openWindow(dataDir)
  try {
    const opened = window.page.context().waitForEvent('page')
    await window.page.getByRole('button', { name: 'Try it with the practice server' }).click()
    const page = await opened
    const body = page.getByRole('textbox', { name: 'Message body' })
    await body.waitFor()
    await watchKeys(page)
    await page.keyboard.press('Control+Shift+p')
    await body.fill(longText)
    const rows: Readonly<Record<string, string>>[] = []
    await measure(page, 'plain', rows)
    await page.getByRole('button', { name: 'Make it rich text' }).click()
    await page.locator('[contenteditable=true] > div').nth(1_900).waitFor()
    await measure(page, 'rich', rows)
    rows.push(...(await measureSending(window.page, page, dataDir)))
    return {
      name: 'typing',
      about: `A letter of ${paragraphs} paragraphs, ${keys} keys each, ${gapMs} ms apart, Chromium without a GPU.`,
      rows,
    }
  } finally {
    await window.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
