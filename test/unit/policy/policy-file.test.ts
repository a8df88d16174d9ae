import { mkdtempSync, rmSync } from 'node:fs'
import { chmod, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createPolicySource, policyPaths, readPolicy } from '../../../main/system/policy-file.ts'

const root = mkdtempSync(join(tmpdir(), 'sendoff-policy-'))
afterAll(() => rmSync(root, { recursive: true }))

/** A path in a new folder. */
async function newPath(): Promise<string> {
  return join(await mkdtemp(join(root, 'folder-')), 'policy.json')
}

const env = (values: Readonly<Record<string, string>>) => (name: string) => values[name]

describe('the place of the policy file', () => {
  const given = { SENDOFF_POLICY: '/home/eve/mine.json', ProgramData: 'D:\\Eve' }
  it.each([
    ['linux', ['/etc/sendoff/policy.json']],
    ['darwin', ['/Library/Application Support/Sendoff/policy.json']],
    ['win32', ['C:\\ProgramData\\Sendoff\\policy.json', 'D:\\Eve\\Sendoff\\policy.json']],
  ] as const)(
    'in an installed program on %s, no variable of a person comes before the administrator’s',
    (platform, paths) => {
      expect(policyPaths({ platform, env: env(given), isPackaged: true })).toEqual(paths)
    },
  )

  it('in development, SENDOFF_POLICY comes last', () => {
    expect(policyPaths({ platform: 'linux', env: env(given), isPackaged: false })).toEqual([
      '/etc/sendoff/policy.json',
      '/home/eve/mine.json',
    ])
  })

  it('is looked for at each reading', async () => {
    const path = await newPath()
    const source = createPolicySource({
      platform: 'linux',
      env: env({ SENDOFF_POLICY: path }),
      isPackaged: false,
    })
    expect((await source.read()).found.kind).toBe('none')
    await writeFile(path, '{}')
    expect(await source.read()).toEqual({ path, found: { kind: 'text', text: '{}' } })
    expect(source.path).toBe(path)
  })
})

describe('the reading of the policy file', () => {
  const file = async (mode: number) => {
    const path = await newPath()
    await writeFile(path, '{}')
    await chmod(path, mode)
    return path
  }

  it('takes no file that others can write', async () => {
    expect(await readPolicy(await file(0o666), true)).toMatchObject({ kind: 'refused' })
  })

  it.runIf(process.getuid?.() === 0)('takes one that root alone can write', async () => {
    expect(await readPolicy(await file(0o644), true)).toEqual({ kind: 'text', text: '{}' })
  })

  it('refuses a folder, and what has no end', async () => {
    expect(await readPolicy(tmpdir(), false)).toMatchObject({ kind: 'refused' })
    const link = await newPath()
    await symlink('/dev/zero', link)
    expect(await readPolicy(link, false)).toMatchObject({ kind: 'refused' })
  })
})
