import { registerHooks } from 'node:module'

/** Resolves 'electron' to the stand-in for import and require: a real file, so that both get one instance. */
export function resolveElectron(): void {
  const url = new URL('electron.ts', import.meta.url).href
  const updater = new URL('updater.ts', import.meta.url).href
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'electron' || specifier === 'electron/main' || specifier === 'electron/common') {
        return { url, format: 'module-typescript', shortCircuit: true }
      }
      // The part of the built program that has electron-updater, which needs Electron's own network.
      if (/\/signed-updater-[\w-]+\.js$/.test(specifier)) {
        return { url: updater, format: 'module-typescript', shortCircuit: true }
      }
      return next(specifier, context)
    },
  })
}
