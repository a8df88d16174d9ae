import { environment } from './environment.ts'

/** What Electron adds to `process`, as far as the app uses it. */
export const addedToProcess = {
  /** The folder of app.asar. */
  resourcesPath: environment.resources,
}
