import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { play } from '../../support/dialogue-player.ts'

const folder = join(import.meta.dirname, '../../dialogues')
const files = globSync('**/*.txt', { cwd: folder }).sort()

// One behaviour each; the first line of a file is the title, with the rule that it guards.
describe('dialogues', () => {
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8')
    test(`${file.replace(/\.txt$/, '')}: ${text.split('\n', 1)[0]?.replace(/^# /, '') ?? ''}`, () =>
      play(text))
  }
})
