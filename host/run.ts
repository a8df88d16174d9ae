// `node host/run.ts [--app=DIR]`: runs the built app in this Node with its windows in Chromium. See README.md here.
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { listenToControl } from './control.ts'
import { environment } from './environment.ts'
import { addedToProcess } from './process.ts'
import { resolveElectron } from './resolve-electron.ts'
import { createSignals } from './signals.ts'

resolveElectron()
// As Electron has it: an installed program stands alone before its arguments.
Object.assign(process, addedToProcess)
if (environment.packaged !== null) {
  process.argv = [environment.packaged, ...process.argv.slice(2).filter((arg) => !/^--(app|exe)=/.test(arg))]
}
listenToControl()
const asked = createSignals(() => performance.now())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, (_name: NodeJS.Signals, number: number) => {
    if (asked(signal) === 'quit') app.quit()
    else process.exit(128 + number)
  })
}
// Electron's process lives until it quits, windows or not.
setInterval(() => undefined, 2 ** 30)
await import(pathToFileURL(environment.entry).href)
app.start()
