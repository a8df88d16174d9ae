import type { Scene } from '../stage.ts'
import { aroundScenes } from './around.ts'
import { composeScenes } from './compose.ts'
import { mergeScenes } from './merge.ts'
import { lookScenes } from './narrow.ts'
import { outboxScenes } from './outbox.ts'
import { peopleScenes } from './people.ts'
import { reportScenes } from './reports.ts'
import { serverScenes } from './servers.ts'
import { startScenes } from './start.ts'

const usual: readonly Scene[] = [
  ...startScenes,
  ...outboxScenes,
  ...composeScenes,
  ...peopleScenes,
  ...mergeScenes,
  ...serverScenes,
  ...aroundScenes,
]

/** All pictures, in the order in which they are taken. */
export const scenes: readonly Scene[] = [...usual, ...lookScenes(usual), ...reportScenes]
