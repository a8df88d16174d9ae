// `npm run screenshots`: pictures of every screen, in both languages, themes and sizes, of the real program with the practice
// server, to look at. `--readme` makes those of the README and the guide instead. Options: --only NAME[,NAME], --lang, --theme, --size, --to FOLDER.
import { parseArgs } from 'node:util'
import { takeReadme } from './screens/readme.ts'
import { runScenes } from './screens/run.ts'
import { nameOf, sizes, themes } from './screens/shoot.ts'
import { languages } from './screens/words.ts'
import { buildIfStale } from './support/build.ts'
import { inRoot } from './support/root.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    lang: { type: 'string' },
    theme: { type: 'string' },
    size: { type: 'string' },
    readme: { type: 'boolean', default: false },
    to: { type: 'string', default: inRoot('.cache', 'screens') },
  },
})

/** The ones that are named; all where none is. */
function chosen<T>(all: readonly T[], nameIt: (one: T) => string, name: string | undefined): readonly T[] {
  const found = all.filter((one) => name === undefined || nameIt(one) === name)
  if (found.length === 0) throw new Error(`${name ?? ''} is none of ${all.map(nameIt).join(', ')}.`)
  return found
}

/** All scenes that are wanted. @returns how many could not be reached. */
async function takeScenes(): Promise<number> {
  const run = {
    folder: values.to,
    themes: chosen(themes, String, values.theme),
    sizes: chosen(sizes, nameOf, values.size),
    only: values.only?.split(',') ?? null,
  }
  // Both at once: each waits for its own windows most of the time.
  const missed = await Promise.all(
    chosen(languages, String, values.lang).map((language) => runScenes(language, run)),
  )
  console.log(`Pictures are in ${run.folder}.`)
  return missed.flat().length
}

buildIfStale()
if (values.readme) {
  for (const language of chosen(languages, String, values.lang)) await takeReadme(language)
} else if ((await takeScenes()) > 0) process.exitCode = 1
