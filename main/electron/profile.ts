import { app } from 'electron'
import { resolve } from 'node:path'

/** Profile folder: `SENDOFF_DATA_DIR`, else the system's place for the app's data. */
export function profileFolder(): string {
  const given = process.env.SENDOFF_DATA_DIR
  return given === undefined || given === '' ? app.getPath('userData') : resolve(given)
}
