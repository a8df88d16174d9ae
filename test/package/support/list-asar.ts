import { parseAsarHeader, type AsarEntry } from '../../../host/asar-header.ts'

/** The paths of all files in an app.asar. */
export function listAsar(archive: Buffer): readonly string[] {
  const { files } = parseAsarHeader(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12)))
  return filesOf(files, '')
}

function filesOf(files: Readonly<Record<string, AsarEntry>>, above: string): readonly string[] {
  return Object.entries(files).flatMap(([name, entry]) =>
    'files' in entry ? filesOf(entry.files, `${above}${name}/`) : [`${above}${name}`],
  )
}
