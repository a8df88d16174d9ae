import { describe, expect, it } from 'vitest'
import { listFiles, readText, withoutComments } from './imports.ts'

/** What stops a person in the middle of something, or takes news away again: none of it may carry a failure. */
const POP_UP = /(?<![\w.])(alert|confirm|prompt)\(|window\.(alert|confirm|prompt)\(|showErrorBox\(|\btoast\b/i

/** A profile that cannot be opened leaves no window in which a record could stand. */
const WITHOUT_A_WINDOW = ['main/electron/index.ts']

const sources = listFiles().filter((file) => /^(renderer|main(?!\/cli)|preload)\/.*\.(ts|svelte)$/.test(file))

describe('failures', () => {
  it('P11: are records in the page: no source opens a modal message or a toast', () => {
    expect(sources.length).toBeGreaterThan(0)
    expect(sources.filter((file) => POP_UP.test(withoutComments(readText(file))))).toEqual(WITHOUT_A_WINDOW)
  })

  it('P11: the search finds what it looks for', () => {
    expect(
      ['alert("x")', 'window.confirm("x")', 'dialog.showErrorBox("x", "y")', '<Toast/>'].filter((text) =>
        POP_UP.test(text),
      ),
    ).toHaveLength(4)
    expect(POP_UP.test('formControl.confirmed(x)')).toBe(false)
  })
})
