import { addresses } from './addresses.ts'
import { desktop } from './desktop.ts'
import { discovery, webSignIn } from './discovery.ts'
import { engine, proxyAndSignIn } from './engine.ts'
import { gone } from './gone.ts'
import { practice } from './practice.ts'
import { routes } from './routes.ts'
import { secrets } from './secrets.ts'
import { servers } from './servers.ts'
import { sessions } from './sessions.ts'
import { storage } from './storage.ts'
import { writing } from './writing.ts'
import type { Said } from './said.ts'

/**
 * Sentences that rooms below the catalogue say, and their German. What stands for `{1}` is put into German too where it is
 * known; the one that fits most exactly is taken. A test finds a sentence of the sources that is missing here.
 */
export const said: Said = [
  ...gone,
  ...addresses,
  ...writing,
  ...servers,
  ...discovery,
  ...webSignIn,
  ...routes,
  ...sessions,
  ...engine,
  ...proxyAndSignIn,
  ...secrets,
  ...storage,
  ...practice,
  ...desktop,
]
