import { record } from './record.ts'
import { guarded } from './strict.ts'

/** Chromium reports no crashes here; how it was started is noted. */
export const crashReporter = guarded(
  {
    start(options: Electron.CrashReporterStartOptions): void {
      record('crashReporter.start', options)
    },
  },
  'crashReporter',
)
