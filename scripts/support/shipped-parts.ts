/** As much of a CycloneDX document of npm's as is looked at. */
export interface Bom {
  readonly metadata: Readonly<Record<string, unknown>>
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly properties?: readonly { readonly name: string; readonly value: string }[] | undefined
}

/** For development by package.json, and in the program all the same: the shell, and what the compiler puts into windows. */
const compiledIn = ['electron', 'svelte', 'clsx', 'esm-env']

const developmentProperty = 'cdx:npm:package:development'

/** Leaves what is in the program. `madeAt`: null leaves npm's time and serial number. */
export function selectShipped(bom: Bom, madeAt: Date | null): Bom {
  const components = bom.components.filter(
    ({ name, properties = [] }) =>
      compiledIn.includes(name) ||
      !properties.some((property) => property.name === developmentProperty && property.value === 'true'),
  )
  const refs = new Set(components.map((component) => component['bom-ref']))
  const dependencies = bom.dependencies
    // The first is the program itself.
    .filter(({ ref }, at) => at === 0 || refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }))
  const shipped = { ...bom, components, dependencies }
  return madeAt === null ? shipped : repeatable(shipped, madeAt)
}

/** The same for every build of the same commit. */
function repeatable(bom: Bom, madeAt: Date): Bom {
  const { serialNumber: _, ...rest } = bom as Bom & { readonly serialNumber?: string }
  return { ...rest, metadata: { ...bom.metadata, timestamp: madeAt.toISOString() } }
}
