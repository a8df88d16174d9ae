import { NotStoodIn } from './strict.ts'

/** What the stand-in always does, as Electron does most strictly. */
const always = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
} as const satisfies Electron.WebPreferences

/** Throws for preferences that would loosen it. */
export function checkPreferences(preferences: Electron.WebPreferences): void {
  for (const [name, is] of Object.entries(always)) {
    const wanted = preferences[name as keyof typeof always]
    if (wanted !== undefined && wanted !== is)
      throw new NotStoodIn(`webPreferences.${name}`, `it is always ${is ? 'on' : 'off'}`)
  }
  for (const name of ['enableBlinkFeatures', 'disableBlinkFeatures'] as const)
    if (preferences[name] !== undefined) throw new NotStoodIn(`webPreferences.${name}`, 'none can be set')
}

/** What a preload sees of `process`. */
export function preloadProcess(preferences: Electron.WebPreferences): Readonly<Record<string, unknown>> {
  return {
    argv: ['electron', ...(preferences.additionalArguments ?? [])],
    platform: process.platform,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    versions: { node: process.versions.node },
  }
}
