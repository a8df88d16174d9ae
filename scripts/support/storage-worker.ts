import { existsSync, mkdtempSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { newest } from './build.ts'
import { inRoot } from './root.ts'

const folder = inRoot('.cache', 'test', 'threads')

/** Threads of the store, as one JavaScript module each: Node's type stripper is not safe in several threads (CONTRIBUTING.md). */
const threads = {
  'storage-worker': inRoot('main', 'storage', 'worker.ts'),
  'killing-worker': inRoot('test', 'support', 'killing-worker.ts'),
} as const

const toFile = (name: string): string => join(folder, `${name}.js`)
const toUrl = (name: keyof typeof threads): URL => pathToFileURL(toFile(name))

/** `workerUrl` for everything that runs from the sources, once `buildStorageWorker` has run. */
export const storageWorkerUrl = toUrl('storage-worker')

/** The same, but it kills the process at a named change (test/support/killing-worker.ts). */
export const killingWorkerUrl = toUrl('killing-worker')

/** Bundles the threads into .cache where a source is newer. Other processes may do so, or read them, at the same time. */
export async function buildStorageWorker(): Promise<void> {
  const sources = [
    inRoot('main'),
    inRoot('package-lock.json'),
    import.meta.filename,
    threads['killing-worker'],
  ]
  const files = Object.keys(threads).map(toFile)
  const oldest = Math.min(...files.map((file) => (existsSync(file) ? statSync(file).mtimeMs : 0)))
  if (newest(sources) < oldest) return
  mkdirSync(folder, { recursive: true })
  for (const [name, input] of Object.entries(threads)) {
    const making = mkdtempSync(join(folder, 'making-'))
    writeFileSync(join(making, 'thread.js'), await bundle(input))
    renameSync(join(making, 'thread.js'), toFile(name))
    rmSync(making, { recursive: true })
  }
}

/** One module without imports but Node's own. vite is loaded only where it is needed: a start of the demo mostly is without. */
async function bundle(input: string): Promise<string> {
  const { build } = await import('vite')
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: input,
      write: false,
      target: 'node24',
      rollupOptions: { output: { format: 'es', codeSplitting: false } },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (output === undefined || !('output' in output)) throw new Error(`${input} could not be bundled.`)
  return output.output[0].code
}
