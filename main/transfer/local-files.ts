/** Where settings of other programs lie on this computer, and their octets; nothing is written. */
export interface LocalFiles {
  readonly platform: NodeJS.Platform
  /** The person's home folder; absolute. */
  readonly home: string
  /** A variable of the environment. */
  env(name: string): string | undefined
  /** Whether there is a regular file. Never rejects. */
  isFile(path: string): Promise<boolean>
  /** At most `maxOctets` of a regular file. Rejects where it is none, or cannot be read. */
  read(path: string, maxOctets: number): Promise<Uint8Array>
}

/** A computer without files. */
export const noLocalFiles: LocalFiles = {
  platform: 'linux',
  home: '/',
  env: () => undefined,
  isFile: () => Promise.resolve(false),
  read: () => Promise.reject(new Error('there are no files here')),
}
