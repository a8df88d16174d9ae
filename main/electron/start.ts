// Where Electron starts: the program with its windows, or, for a command of the terminal, that command alone.
import { app } from 'electron'
import { terminalWords } from './terminal-words.ts'

// An installed program is its own binary; else the folder of the app (in the stand-in: host/run.ts) comes behind the binary.
const words = terminalWords(process.argv.slice(app.isPackaged ? 1 : 2))

// Both are awaited: Electron is ready, and looks for a display, only when this module has run to its end. The terminal
// program ends the process before that.
if (words === null) {
  await import('./index.ts')
} else {
  const { main } = await import('../cli/main.ts')
  await main(words, {
    workerUrl: new URL('./storage-worker.js', import.meta.url),
    version: app.getVersion(),
  })
}
