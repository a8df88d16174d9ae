// The shape of the workflows; actionlint (CONTRIBUTING.md) knows more, and is not part of the packages.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, '.github/workflows')
const files = readdirSync(folder)
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

test('there is one for checks and one for releases', () => {
  expect([...files].sort()).toEqual(['check.yml', 'release.yml'])
})

test.each(files)('%s pins each action by commit, and says which version that is', (name) => {
  const used = [...read(name).matchAll(/uses: (?!\.\/)(.+)$/gm)].map(([, action = '']) => action)
  expect(used.length).toBeGreaterThan(0)
  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
})

test('the same action is the same commit everywhere', () => {
  const used = files.flatMap((name) => [...read(name).matchAll(/uses: ([\w-]+\/[\w-]+)@(\w+)/g)])
  const commits = new Map(used.map(([, action = '', commit = '']) => [action, commit]))
  for (const [, action = '', commit] of used) expect(commit).toBe(commits.get(action))
})

test.each(files)('%s gives no job more than it needs: the default is to read', (name) => {
  expect(read(name)).toMatch(/^permissions:\n {2}contents: read\n/m)
  expect(read(name)).not.toMatch(/write-all|pull_request_target/)
  const checkouts = read(name).match(/actions\/checkout@/g)?.length ?? 0
  expect(read(name).match(/persist-credentials: false/g)?.length ?? 0).toBe(checkouts)
})

test.each(files)('%s puts nothing that somebody else can write into a shell', (name) => {
  const lines = read(name).split('\n')
  const runs = lines.filter((line) => /^\s*(- )?run:/.test(line) && line.includes('${{'))
  expect(runs.map((line) => line.trim())).toEqual(
    ['run: npm run package -- ${{ matrix.system }}'].filter(() => name === 'release.yml'),
  )
})

test('checks and builds run on three systems', () => {
  for (const name of files)
    for (const os of ['ubuntu-', 'windows-', 'macos-']) expect(read(name)).toContain(os)
  expect(read('check.yml')).toContain('- run: npm ci\n      - run: npm test\n')
})

test('a release is checked first, built by our own commands, and has its provenance', () => {
  const release = read('release.yml')
  expect(release).toContain('needs: check')
  expect(release).toContain('attest-build-provenance@')
  expect(release).toContain('--draft')
})

test('each of our commands that a workflow runs is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>
  }
  const run = files.flatMap((name) => [...read(name).matchAll(/\bnpm (?:run )?(test|(?<=run )[\w:-]+)/g)])
  const names = new Set(run.map(([, script = '']) => script))
  expect([...names].sort()).toEqual(['package', 'sbom', 'sign-feed', 'test'])
  expect([...names].filter((name) => !(name in scripts))).toEqual([])
})

test('writing is allowed to the jobs of a release alone, each what it needs', () => {
  expect(read('check.yml')).not.toMatch(/: write\b/)
  const writes = [...read('release.yml').matchAll(/^ {6}([\w-]+): write$/gm)].map(([, name]) => name)
  expect(writes).toEqual(['id-token', 'attestations', 'contents'])
})
