// Import and export through the whole core: what is stored, what is said, and that no secret goes either way.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServerForm, TransferPreview } from '../../main/api.ts'
import { secretKinds, secretName } from '../../main/secrets/secret-store.ts'
import { createLocalFiles } from '../../main/system/local-files.ts'
import { createHarness, type Harness } from '../support/core-harness.ts'
import { findForms } from '../support/secret-forms.ts'

const data = join(import.meta.dirname, '../data/transfer')
const form: ServerForm = {
  id: null,
  name: 'Office',
  yourName: 'Marit',
  email: 'marit@kestrel.example',
  host: 'smtp.kestrel.example',
  port: 465,
  security: 'implicit',
  user: 'marit@kestrel.example',
  password: 'tr0ub4dor&3 "kept"',
  ehloName: '',
  allowInsecureAuth: false,
  isDefault: true,
  proxy: { kind: 'socks5', host: 'proxy.example', port: 1080, user: 'marit', password: 'prøxy/pass+word' },
}

let home: string
let harness: Harness

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sendoff-home-'))
  harness = await createHarness({
    localFiles: { ...createLocalFiles(), platform: 'linux', home, env: () => undefined },
  })
})
afterEach(async () => {
  await harness.close()
  await rm(home, { recursive: true, force: true })
})

async function read(file: string): Promise<TransferPreview> {
  harness.shell.picked = [file]
  const preview = await harness.api.transfer.read({ sourceId: null })
  if (preview === null) throw new Error('nothing was read')
  return preview
}

const allNew = ({ id, servers, identities }: TransferPreview) => ({
  previewId: id,
  servers: servers.filter(({ state }) => state === 'new').map(({ key }) => key),
  identities: identities.filter(({ state }) => state === 'new').map(({ key }) => key),
})

describe('an import', () => {
  it('P25: stores servers and identities without a secret, and says what each needs', async () => {
    const preview = await read(join(data, 'msmtprc'))
    const { api, secrets } = harness
    const report = await api.transfer.apply(allNew(preview))
    expect(report.servers.map(({ name, needs }) => `${name}: ${needs.join(', ')}`)).toEqual([
      'freemail: password',
      'freemail2: password',
      'provider: password',
      'campus: password',
      'later: address',
    ])
    const servers = await api.servers.list()
    expect(servers.map(({ name, isDefault, hasPassword }) => [name, isDefault, hasPassword])).toEqual([
      ['freemail', false, false],
      ['freemail2', false, false],
      ['provider', true, false],
      ['campus', false, false],
      ['later', false, false],
    ])
    for (const { serverId } of report.servers)
      for (const kind of secretKinds) expect(await secrets.get(secretName(serverId, kind))).toBeNull()
    expect((await api.identities.list()).map(({ address }) => address)).toHaveLength(4)
    await harness.restart()
    expect((await harness.api.servers.list()).map(({ name }) => name)).toHaveLength(5)
  })

  it('adds nothing twice, changes nothing that is there, and leaves the default as it is', async () => {
    const { api } = harness
    await api.servers.save(form)
    const before = await api.servers.list()
    await api.transfer.apply(allNew(await read(join(data, 'thunderbird-prefs.txt'))))
    const after = await api.servers.list()
    expect(after.find(({ id }) => id === before[0]?.id)).toMatchObject({ ...before[0], waiting: 0 })
    expect(after.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['Office'])
    const again = await read(join(data, 'thunderbird-prefs.txt'))
    expect([...again.servers, ...again.identities].filter(({ state }) => state === 'new')).toEqual([])
  })

  it('offers what lies where programs keep it, and reads it by its id', async () => {
    await writeFile(join(home, '.msmtprc'), await readFile(join(data, 'msmtprc')))
    const [source] = await harness.api.transfer.sources()
    expect(source).toMatchObject({ kind: 'msmtp', path: join(home, '.msmtprc') })
    const preview = await harness.api.transfer.read({ sourceId: source?.id ?? '' })
    expect(preview?.servers).toHaveLength(5)
  })

  it('gives nothing where the picker was left, and refuses a preview that is over', async () => {
    expect(await harness.api.transfer.read({ sourceId: null })).toBeNull()
    const preview = await read(join(data, 'autoconfig.xml'))
    await harness.api.transfer.apply(allNew(preview))
    await expect(harness.api.transfer.apply(allNew(preview))).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })

  it.each([
    ['a file that is not there', () => join(home, 'gone'), 'cannot be read'],
    ['a folder', () => home, 'no regular file'],
    ['a device', () => '/dev/zero', 'no regular file'],
    ['a file of passwords', () => join(home, 'logins.json'), 'holds passwords'],
  ])('refuses %s with a sentence', async (_, path, sentence) => {
    await expect(read(path())).rejects.toThrow(sentence)
  })
})

describe('an export', () => {
  it('P25: has no secret of the keychain in any spelling, and comes back on another computer', async () => {
    const { api, secrets, shell } = harness
    await api.servers.save(form)
    const [server] = await api.servers.list()
    const identities = await api.identities.list()
    const id = server?.id ?? ''
    const kept = new Map<string, string>([
      ['server', form.password ?? ''],
      ['proxy', form.proxy?.password ?? ''],
      ['oauth', '{"refreshToken":"1//0g-refresh-tøken"}'],
      ['oauth-client', 'GOCSPX-client+secret/x='],
      ['certificate', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----'],
    ])
    for (const kind of secretKinds) await secrets.set(secretName(id, kind), kept.get(kind) ?? '')
    const outcome = await api.transfer.exportServers({
      serverIds: [id],
      identityIds: identities.map((each) => each.id),
    })
    expect(outcome).toMatchObject({ servers: 1, identities: 1 })
    const [saved] = shell.saved
    const text = saved?.text ?? ''
    expect(text).toContain('smtp.kestrel.example')
    for (const [kind, secret] of kept) expect(findForms(secret, kind, text)).toEqual([])
    expect(text).not.toContain(id)

    const file = join(home, saved?.name ?? '')
    await writeFile(file, text)
    await api.servers.delete({ serverId: id })
    const report = await api.transfer.apply(allNew(await read(file)))
    expect(report.servers.map(({ name, needs }) => [name, needs])).toEqual([
      ['Office', ['password', 'proxy-password']],
    ])
    expect(await api.identities.list()).toMatchObject([{ address: 'marit@kestrel.example', name: 'Marit' }])
  })

  it('leaves out what was not chosen, and the practice server always', async () => {
    const { api, shell } = harness
    await api.servers.save(form)
    await api.practice.tryIt({ scenarioId: null })
    const all = await api.servers.list()
    await api.transfer.exportServers({ serverIds: all.map(({ id }) => id), identityIds: [] })
    const file = JSON.parse(shell.saved[0]?.text ?? '') as { servers: unknown[]; identities: unknown[] }
    expect([file.servers.length, file.identities.length]).toEqual([1, 0])
  })
})
