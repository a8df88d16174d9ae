import type { Scene } from '../stage.ts'
import { startScenes } from './start.ts'

/** All pictures, in the order in which they are taken. */
export const scenes: readonly Scene[] = [...startScenes]
