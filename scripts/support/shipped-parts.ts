/** As much of a CycloneDX document of npm's as is looked at. */
export interface Bom {
  readonly metadata: Metadata
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

interface Metadata {
  /** The program itself. */
  readonly component: { readonly name: string }
}

interface Component {
  readonly 'bom-ref': string
  readonly name: string
}

/** What is true of a package that the bill of materials is for. */
export interface Shipped {
  /** The name of the program: npm gives that of the folder. */
  readonly name: string
  /** `name@version` of all that is in the program, the shell apart. */
  readonly refs: readonly string[]
  /** For documents that are the same for the same commit; null leaves npm's time and serial number. */
  readonly madeAt: Date | null
}

/** The only part that a build cannot see: electron-builder puts it around the program. */
const shell = 'electron'

/**
 * Leaves what is in the program, by what the bundles hold: what npm installs for the program, and no octet of it is in a package, is not named.
 * @throws Error where the lock file does not know a part: what was built is not what it says.
 */
export function selectShipped(bom: Bom, { name, refs, madeAt }: Shipped): Bom {
  const isShipped = new Set(refs)
  const components = bom.components.filter((one) => one.name === shell || isShipped.has(one['bom-ref']))
  const left = new Set(components.map((one) => one['bom-ref']))
  const unknown = refs.filter((ref) => !left.has(ref))
  if (unknown.length > 0)
    throw new Error(`Built with packages that package-lock.json does not have: ${unknown.join(', ')}.`)
  const dependencies = bom.dependencies
    // The first is the program itself.
    .filter(({ ref }, at) => at === 0 || left.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => left.has(each)) }))
  const metadata = { ...bom.metadata, component: { ...bom.metadata.component, name } }
  const shipped = { ...bom, metadata, components, dependencies }
  return madeAt === null ? shipped : repeatable(shipped, madeAt)
}

/** The same for every build of the same commit. */
function repeatable(bom: Bom, madeAt: Date): Bom {
  const { serialNumber: _, ...rest } = bom as Bom & { readonly serialNumber?: string }
  return { ...rest, metadata: { ...bom.metadata, timestamp: madeAt.toISOString() } as Metadata }
}
