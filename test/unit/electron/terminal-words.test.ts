import { expect, test } from 'vitest'
import { terminalWords } from '../../../main/electron/terminal-words.ts'

test.each([
  [
    ['send', '--to', 'a@b.example'],
    ['send', '--to', 'a@b.example'],
  ],
  [
    ['--ozone-platform=headless', '--disable-gpu', '--', 'check', '--server', 'smtps://x'],
    ['check', '--server', 'smtps://x'],
  ],
  [['--no-sandbox', 'queue'], ['queue']],
  [['--version'], ['--version']],
  [['--help'], ['--help']],
  [['compose', '--help'], ['help']],
])('%j is for the terminal', (given, words) => {
  expect(terminalWords(given)).toEqual(words)
})

test.each([
  [[]],
  [['--hidden']],
  [['--']],
  [['mailto:send@b.example']],
  [['compose', '--subject=send']],
  [['compose', 'send']],
  [['send.eml']],
  [['--no-sandbox', '/home/x/letter.eml', 'send']],
])('%j wants windows', (given) => {
  expect(terminalWords(given)).toBeNull()
})
