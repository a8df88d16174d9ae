/** In the order of Electron's fuse wire, version 1. */
const names = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadAppFromAsar',
  'browserSnapshot',
  'fileProtocolPrivileges',
] as const

/** The fuses in a binary: behind its mark stand the version, their number, and an ASCII digit for each. */
export function findFuses(binary: Buffer): Readonly<Record<string, boolean>> {
  const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const wire = binary.indexOf(mark) + mark.length
  return Object.fromEntries(names.map((name, at) => [name, binary[wire + 2 + at] === '1'.charCodeAt(0)]))
}
