// The pictures of `npm run screenshots`: each by its own name, and none of the pages is left out.
import { readFileSync, readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogue } from '../../../renderer/text/en/index.ts'
import { scenes } from '../../../scripts/screens/scenes/index.ts'
import { inRoot } from '../../../scripts/support/root.ts'

const names = scenes.map(({ name }) => name)
const read = (...path: readonly string[]) => readFileSync(inRoot(...path), 'utf8')

/** What the catalogue calls the pages of a place. */
const pagesOf = (prefix: string) =>
  Object.keys(catalogue)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))

it('each has a name of its own, which is that of a file', () => {
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([])
})

it('every page of the settings and of the help has one', () => {
  const pages = [
    ...pagesOf('settings.page.').map((page) => `settings-${page}`),
    ...pagesOf('help.page.').map((page) => `help-${page}`),
  ]
  expect(pages.length).toBeGreaterThan(10)
  expect(pages.filter((page) => !names.includes(page))).toEqual([])
})

it('every place of the main window has one', () => {
  const views = [
    ...(/type View =([^;]+)/.exec(read('main', 'api', 'types', 'app.ts'))?.[1] ?? '').matchAll(/'(\w+)'/g),
  ]
  expect(views.length).toBeGreaterThan(10)
  const isShown = (view: string) => names.some((name) => name === view || name.startsWith(`${view}-`))
  expect(views.map(([, view]) => view ?? '').filter((view) => !isShown(view))).toEqual([])
})

it('every picture that the README shows is in docs/pictures', () => {
  const there = readdirSync(inRoot('docs', 'pictures'))
  const shown = [...read('README.md').matchAll(/docs\/pictures\/([\w-]+\.png)/g)].map(
    ([, name]) => name ?? '',
  )
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.filter((name) => !there.includes(name))).toEqual([])
})
