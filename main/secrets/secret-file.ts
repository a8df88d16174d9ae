// A file of the profile: secrets as the cipher gave them, and the names of those that the keychain has still to forget.
import { readFile, rename, stat } from 'node:fs/promises'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { writeFileSafely } from '../write-file.ts'

/** Its name in the profile folder. */
export const secretFileName = 'secrets.json'

/** Octets; a whole file of the longest secrets is refused when it is written, not when it is read. */
const maxOctets = 16 * 1024 * 1024
const maxSecrets = 10_000

const name = z.string().min(1).max(200)
const schema = z.strictObject({
  version: z.literal(1),
  /** A person chose this file although the keychain answers. */
  chosen: z.boolean(),
  /** Base64 of what the cipher gave. */
  secrets: z
    .record(name, z.base64().max(512 * 1024))
    .refine((all) => Object.keys(all).length <= maxSecrets, 'too many secrets'),
  /** Deleted while the keychain did not answer. */
  forget: z.array(name).max(maxSecrets),
})

export type SecretFileContent = z.infer<typeof schema>

const empty: SecretFileContent = { version: 1, chosen: false, secrets: {}, forget: [] }

export interface SecretFile {
  readonly content: SecretFileContent
  /** Where a damaged file was moved to; undefined: it was whole. */
  readonly setAside: string | undefined
  /** Durable when it resolves; calls follow one another. Rejects with the system's error, and nothing has changed then. */
  change(edit: (content: SecretFileContent) => Partial<SecretFileContent>): Promise<void>
}

/**
 * Opens it; one that is damaged, or is no such file, is moved aside and begun anew.
 * @throws the system's error where it can be neither read nor moved.
 */
export async function openSecretFile(path: string, clock: Clock): Promise<SecretFile> {
  const found = await readContent(path)
  let setAside: string | undefined
  if (found === 'damaged') {
    setAside = `${path}.damaged-${clock.now()}`
    await rename(path, setAside)
  }
  let content = found === 'damaged' || found === 'none' ? empty : found
  let tail: Promise<unknown> = Promise.resolve()
  return {
    get content() {
      return content
    },
    setAside,
    change: (edit) => {
      const done = tail.then(async () => {
        const next = schema.parse({ ...content, ...edit(content) })
        await writeFileSafely(path, `${JSON.stringify(next, null, 2)}\n`)
        content = next
      })
      tail = done.catch(() => undefined)
      return done
    },
  }
}

async function readContent(path: string): Promise<SecretFileContent | 'none' | 'damaged'> {
  try {
    if ((await stat(path)).size > maxOctets) return 'damaged'
    const parsed = schema.safeParse(toJson(await readFile(path, 'utf8')))
    return parsed.success ? parsed.data : 'damaged'
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'none'
    throw error
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
