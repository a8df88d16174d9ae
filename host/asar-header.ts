/** One file of an archive. */
export interface AsarFile {
  readonly size: number
  readonly offset?: string
  readonly unpacked?: boolean
  readonly executable?: boolean
  readonly integrity: { readonly hash: string }
}

export type AsarEntry = { readonly files: Readonly<Record<string, AsarEntry>> } | AsarFile

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** The header of an archive. @throws Error where it is none, or a name would leave the folder that it is unpacked into. */
export function parseAsarHeader(text: string): { readonly files: Readonly<Record<string, AsarEntry>> } {
  const header: unknown = JSON.parse(text)
  if (!isFolder(header)) throw new Error('This is no archive of an app.')
  return header
}

function isFolder(value: unknown): value is { readonly files: Readonly<Record<string, AsarEntry>> } {
  return (
    isObject(value) &&
    isObject(value.files) &&
    Object.entries(value.files).every(
      ([name, entry]) => !/^\.{0,2}$|[/\\]/.test(name) && (isFolder(entry) || isFile(entry)),
    )
  )
}

function isFile(value: unknown): value is AsarFile {
  return (
    isObject(value) &&
    Number.isSafeInteger(value.size) &&
    isObject(value.integrity) &&
    typeof value.integrity.hash === 'string'
  )
}
