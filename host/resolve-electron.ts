import { registerHooks } from 'node:module'

/** Resolves 'electron' to the stand-in for import and require: a real file, so that both get one instance. */
export function resolveElectron(): void {
  const url = new URL('electron.ts', import.meta.url).href
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'electron' || specifier === 'electron/main' || specifier === 'electron/common') {
        return { url, format: 'module-typescript', shortCircuit: true }
      }
      return next(specifier, context)
    },
  })
}
