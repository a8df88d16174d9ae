/**
 * How every window's page runs. All of it is said, also what Electron does by itself: a default may change.
 * @param preload Absolute path of the built preload.
 * @param argument What the preload reads of the window (window-role.ts).
 */
export function webPreferences(preload: string, argument: string): Electron.WebPreferences {
  return {
    preload,
    additionalArguments: [argument],
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
  }
}
