import { mkdirSync } from 'node:fs'
import { app, crashReporter } from 'electron'

/** Crashes of the program's processes are written to a folder of the profile and sent nowhere. Before the app is ready. */
export function keepCrashReports(): void {
  crashReporter.start({ uploadToServer: false, ignoreSystemCrashHandler: false })
}

/** The folder of the reports; made where there was no crash yet, so that it can be shown. */
export function crashFolder(): string {
  const folder = app.getPath('crashDumps')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
