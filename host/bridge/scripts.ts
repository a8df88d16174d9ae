import { decodeClone, encodeClone } from '../encoding.ts'
import { createCodec } from './codec.ts'
import type { IsolatedConfig } from './isolated-world.ts'
import { isolatedWorldHalf } from './isolated-world.ts'
import { createLink } from './link.ts'
import type { LinkNames } from './main-world.ts'
import { mainWorldHalf } from './main-world.ts'

/** Script of the page's own world, registered before any page script runs. */
export function mainWorldScript(names: LinkNames): string {
  return `(${String(mainWorldHalf)})(${JSON.stringify(names)}, { createCodec: ${String(createCodec)}, createLink: ${String(createLink)} })`
}

/** Script of the isolated world: the stand-in's renderer half and then the built preload, one CommonJS file. */
export function isolatedWorldScript(config: IsolatedConfig, preloadSource: string | undefined): string {
  const tools = Object.entries({ createCodec, createLink, encodeClone, decodeClone })
    .map(([name, tool]) => `${name}: ${String(tool)}`)
    .join(',\n')
  const preload =
    preloadSource === undefined
      ? 'undefined'
      : `function (require, process, module, exports) {\n${preloadSource}\n}`
  return `(${String(isolatedWorldHalf)})(${JSON.stringify(config)}, { ${tools} }, ${preload})`
}
