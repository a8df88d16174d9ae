// What a window may send of the practice server.
import { z } from 'zod'
import { id } from '../../drafts/content-schema.ts'
import { armedSchema } from '../../practice/overrides.ts'
import { armedPhases, imitations } from '../../practice/practice.ts'
import type { SchemasOf } from './channel.ts'
import { none } from './common.ts'

export const practiceSchemas = {
  'practice.open': none,
  'practice.close': none,
  'practice.status': none,
  'practice.scenarios': none,
  'practice.received': none,
  'practice.read': z.strictObject({ id }),
  'practice.clear': none,
  'practice.armed': none,
  'practice.arm': armedSchema,
  'practice.disarm': z.strictObject({ phase: z.enum(armedPhases) }),
  'practice.imitate': z.strictObject({ server: z.enum(imitations) }),
  'practice.tryIt': z.strictObject({ scenarioId: id.nullable() }),
} as const satisfies SchemasOf<'practice'>
