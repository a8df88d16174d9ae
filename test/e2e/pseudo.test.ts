// Every screen in a pseudo-language, from right to left and from left to right: text that no catalogue has shows without
// brackets, and longer text shows where there is no room for it.
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { toPseudo } from '../../main/text/languages.ts'
import { listLanguages } from '../../renderer/compose/languages.ts'
import { findUnreachable } from './support/reach.ts'
import { findClipped, findUntranslated } from './support/text-look.ts'
import { resize, turn } from './support/resize.ts'
import { shot } from './support/shot.ts'
import { useProgram } from './support/use-program.ts'
import { walkForms, walkPlaces, walkRefusal, type Walk } from './support/walk.ts'

/** Names of languages, which are not words of a catalogue. */
const languages = listLanguages('ar-XB').map(({ label }) => label.replaceAll(/[()]/g, String.raw`\$&`))

/** What this test typed, what is the same in every language, and how times and sizes are written. */
const data = [
  new RegExp(`^(?:${languages.join('|')})$`, 'g'),
  /\S+@\S+|\b[\w-]+(?:\.[\w-]+)+\b|\bpractice\.test\b/g,
  /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g,
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/g,
  /\b(?:ms|MB|kB|px|UTC|Mod|Ctrl|Alt|Shift|Enter|Esc|F6)\b/g,
  /^[A-Z]\w+(?:\/[\w-]+)+$/g,
  /\b(?:SCRAM-SHA-(?:1|256)(?:-PLUS)?|EXTERNAL|OAUTHBEARER|XOAUTH2|CRAM-MD5|PLAIN|LOGIN)\b|-----BEGIN CERTIFICATE-----/g,
  /^you$|^Sendoff$|\b(?:CN=|O=Sendoff practice server)|\b(?:recipient|subject|ip|server|server-name)-\d\b|^\/tmp\/\S+$/g,
  /^\[Ýöürš\.$|^(?:practice\.test, )?localhost, 127\.0\.0\.1$|^, localhost, $|^bulk$|^list$|^https:\/\/$/g,
  /Cannot autolaunch D-Bus without X11 \$DISPLAY/g,
  /^550 5\.1\.1 Recipient address rejected: User unknown in local recipient table$/g,
]

/**
 * Both directions, each in both sizes and in 1280x800 at 200 %; the walk goes on in the last, which is how the program itself
 * stands.
 */
const layouts = [
  { dir: 'ltr', width: 1280, height: 800 },
  { dir: 'ltr', width: 900, height: 600 },
  { dir: 'ltr', width: 640, height: 400 },
  { dir: 'rtl', width: 640, height: 400 },
  { dir: 'rtl', width: 900, height: 600 },
  { dir: 'rtl', width: 1280, height: 800 },
] as const
const zoomedWidth = 640

// No script of the program asks for the direction of the page: to turn it is enough, and one walk does for both.
describe('in a pseudo-language', () => {
  const program = useProgram({ env: { SENDOFF_LANGUAGE: 'ar-XB' } })
  /** Each with the first screen that had it. */
  const untranslated = new Map<string, string>()
  const clipped = new Map<string, string>()
  const unreachable = new Map<string, string>()

  async function look(page: Page, screen: string): Promise<void> {
    for (const { dir, width, height } of layouts) {
      await turn(page, dir)
      await resize(page, { width, height })
      await shot(page, `${screen.replaceAll(/\W+/g, '-')}-${dir}-${width}`)
      const where = `${screen}, ${dir}, ${width}x${height}`
      for (const text of await findUntranslated(page, data))
        untranslated.set(text, untranslated.get(text) ?? where)
      for (const text of await findClipped(page)) clipped.set(text, clipped.get(text) ?? where)
      if (width !== zoomedWidth) continue
      for (const text of await findUnreachable(page)) unreachable.set(text, unreachable.get(text) ?? where)
    }
  }

  it('runs from right to left', async () => {
    expect(await program.main.locator('html').getAttribute('dir')).toBe('rtl')
  })

  const walk: Walk = { program, say: toPseudo, look }

  it('walks through the main window', { timeout: 180_000 }, () => walkPlaces(walk))
  it('walks through a message that was refused', { timeout: 180_000 }, () => walkRefusal(walk))
  it('walks through settings, identities and routes', { timeout: 180_000 }, () => walkForms(walk))

  it('would find each', async () => {
    await program.main.evaluate(() => {
      const [around, cut] = [document.createElement('div'), document.createElement('p')]
      cut.textContent = 'Not in any catalogue'
      for (const [name, value] of Object.entries({
        overflow: 'hidden',
        width: '40px',
        position: 'fixed',
        top: '0',
      }))
        around.style.setProperty(name, value)
      cut.style.setProperty('width', '200px')
      around.append(cut)
      document.body.append(around)
    })
    await program.main.evaluate(() => {
      const button = document.createElement('button')
      button.textContent = 'far away'
      button.style.setProperty('position', 'fixed')
      button.style.setProperty('top', '-90px')
      document.body.append(button)
    })
    expect(await findUnreachable(program.main)).toEqual(['covered, button.: far away'])
    expect(await findUntranslated(program.main, data)).toContain('Not in any catalogue')
    expect(await findClipped(program.main)).toEqual([
      'over the edge of what is around it, p.: Not in any catalogue',
    ])
  })

  it('finds no text that is in no catalogue', () => {
    expect([...untranslated]).toEqual([])
  })

  it('finds no text that is cut off', () => {
    expect([...clipped]).toEqual([])
  })

  it('finds nothing that cannot be reached by scrolling at 200 %', () => {
    expect([...unreachable]).toEqual([])
  })
})
