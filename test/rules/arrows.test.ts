import { describe, expect, it } from 'vitest'
import { listFiles, readImports, readText, withoutComments, type Import } from './imports.ts'

interface Room {
  /** Rooms that it may use at run time, besides itself. */
  readonly uses: readonly string[]
  /** Rooms of which it may name types, besides those. */
  readonly names?: readonly string[]
  /** Packages; node: modules are free in main/, host/ and scripts/. */
  readonly packages?: readonly string[]
}

/** Plain contracts at the root of main/: their types may be named anywhere in main/ but smtp/. */
const CONTRACTS = ['main/api.ts', 'main/core.ts', 'main/shell.ts', 'main/clock.ts', 'main/random.ts']
/** Small helpers at the root of main/ that any room but smtp/ and text/ may use. */
const HELPERS = [
  'main/failure.ts',
  'main/formula-guard.ts',
  'main/result.ts',
  'main/id.ts',
  'main/recipient-limits.ts',
  'main/own-value.ts',
  'main/turns.ts',
  'main/write-file.ts',
]
const NOUNS = [
  'main/contacts',
  'main/outbox',
  'main/drafts',
  'main/servers',
  'main/identities',
  'main/settings',
  'main/practice',
  'main/templates',
]

/** The arrows of architecture.md. */
const ROOMS: Readonly<Record<string, Room>> = {
  'main/smtp': {
    uses: [],
    names: ['main/clock.ts', 'main/random.ts'],
    packages: ['@mongodb-js/saslprep', 'tr46'],
  },
  'main/text': { uses: [], packages: ['zod'] },
  'main/message': {
    uses: [...HELPERS, 'main/text'],
    names: [...CONTRACTS, ...NOUNS],
    packages: ['nodemailer', 'tr46', 'zod', 'sanitize-html', 'html-to-text', 'ical-generator'],
  },
  'main/diagnosis': { uses: [...HELPERS, 'main/text'], names: ['main/smtp'], packages: ['zod'] },
  'main/bounces': { uses: ['main/message', 'main/diagnosis'] },
  'main/contacts': {
    uses: [...HELPERS, 'main/message'],
    names: [...CONTRACTS, 'main/storage'],
    packages: ['ical.js', 'papaparse', 'zod'],
  },
  'main/health': { uses: ['main/diagnosis', 'main/transcript'], names: ['main/outbox'] },
  'main/transcript': { uses: [...HELPERS, 'main/text'], names: [...CONTRACTS, 'main/smtp', 'main/outbox'] },
  'main/secrets': { uses: [...HELPERS], names: CONTRACTS, packages: ['keytar', 'zod'] },
  'main/oauth': {
    uses: [...HELPERS, 'main/message', 'main/text', 'main/secrets'],
    names: [...CONTRACTS, 'main/servers'],
    packages: ['oauth4webapi', 'zod'],
  },
  // The one table of commands; main's menu bar and the windows read it.
  'main/commands': { uses: [] },
  'main/settings': { uses: [...HELPERS], names: [...CONTRACTS, 'main/storage'], packages: ['zod'] },
  'main/identities': {
    uses: [...HELPERS, 'main/message'],
    names: [...CONTRACTS, 'main/storage', 'main/servers'],
    packages: ['zod'],
  },
  'main/storage': {
    // The state machine runs inside the transaction that stores what it says.
    uses: [
      ...HELPERS,
      'main/outbox/state.ts',
      'main/outbox/transition.ts',
      // Lists of the words that a column may hold.
      'main/servers/server.ts',
    ],
    names: [...CONTRACTS, ...NOUNS, 'main/smtp'],
    packages: ['zod'],
  },
  'main/drafts': {
    uses: [
      ...HELPERS,
      'main/message',
      'main/servers/setting-schemas.ts',
      'main/servers/server.ts',
      'main/settings/language-tag.ts',
    ],
    names: [...CONTRACTS, ...NOUNS, 'main/storage'],
    packages: ['zod'],
  },
  'main/merge': {
    uses: [
      ...HELPERS,
      'main/drafts/content-schema.ts',
      'main/drafts/drafts.ts',
      'main/drafts/file-name.ts',
      'main/drafts/media-type.ts',
      'main/message',
      'main/text',
    ],
    names: [...CONTRACTS, ...NOUNS, 'main/storage'],
    packages: ['papaparse', 'zod'],
  },
  'main/servers': {
    uses: [
      ...HELPERS,
      ...[
        'main/message',
        'main/text',
        'main/diagnosis',
        'main/transcript',
        'main/identities',
        'main/secrets',
      ],
    ],
    names: [...CONTRACTS, ...NOUNS, 'main/smtp', 'main/storage'],
    packages: ['tr46', 'zod'],
  },
  'main/updates': { uses: [...HELPERS, 'main/text'], names: CONTRACTS, packages: ['zod'] },
  'main/templates': {
    uses: [...HELPERS, 'main/text'],
    names: [...CONTRACTS, 'main/storage'],
    packages: ['zod'],
  },
  'main/policy': {
    uses: [...HELPERS, 'main/text', 'main/servers', 'main/settings'],
    names: CONTRACTS,
    packages: ['zod'],
  },
  'main/preflight': { uses: ['main/message', 'main/text'], names: [...CONTRACTS, ...NOUNS] },
  // The order of addresses that were tried is the engine's.
  'main/check': {
    uses: [
      ...HELPERS,
      'main/diagnosis',
      'main/message',
      'main/servers',
      'main/smtp/happy-eyeballs.ts',
      'main/text',
    ],
    names: [...CONTRACTS, 'main/smtp'],
  },
  'main/outbox': {
    // What was typed is kept in the spool as text; the schema that parses it is the storage's.
    uses: [...HELPERS, 'main/message', 'main/text', 'main/storage/schemas.ts'],
    names: [...CONTRACTS, ...NOUNS, 'main/smtp', 'main/secrets', 'main/storage', 'main/transcript'],
    packages: ['zod'],
  },
  'main/practice': {
    uses: [...HELPERS, 'main/message'],
    names: [...CONTRACTS, ...NOUNS, 'main/storage'],
    packages: ['zod', '@peculiar/x509', 'reflect-metadata'],
  },
  'main/transfer': {
    uses: [
      ...HELPERS,
      ...['main/message', 'main/text', 'main/servers', 'main/settings', 'main/identities', 'main/discovery'],
      'main/templates/template-shape.ts',
    ],
    names: [...CONTRACTS, ...NOUNS],
    packages: ['zod'],
  },
  'main/discovery': {
    uses: ['main/message', 'main/text', 'main/servers/server.ts'],
    names: [...CONTRACTS, 'main/smtp'],
    packages: ['saxes', 'zod'],
  },
  'main/system': {
    uses: [],
    names: ['main/clock.ts', 'main/random.ts', 'main/smtp', 'main/discovery', 'main/transfer', 'main/policy'],
  },
  // What joins the rooms: the composition root, the face of the core, the two shells.
  'main/api': { uses: ['main'], packages: ['zod'] },
  main: { uses: ['main'], packages: ['zod'] },
  'main/cli': { uses: ['main'], packages: ['zod'] },
  'main/electron': {
    uses: ['main'],
    packages: ['electron', 'electron-updater', 'keytar', 'zod'],
  },
  preload: { uses: ['main/api/event-names.ts'], names: ['main'], packages: ['electron'] },
  renderer: {
    // One form of what both ends parse.
    uses: [
      ...['preload/contract.ts', 'main/text/languages.ts', 'main/message/content-id.ts', 'main/own-value.ts'],
      // What menu bar and windows say and do alike.
      'main/commands',
      'main/text/en/commands.ts',
      'main/text/de/commands.ts',
      'main/settings/zoom.ts',
      'main/settings/defaults.ts',
    ],
    names: ['main', 'preload'],
    packages: [
      'svelte',
      'bits-ui',
      '@lucide/svelte',
      'virtua',
      'vite',
      'email-addresses',
      'squire-rte',
      'dompurify',
    ],
  },
  host: { uses: [], names: ['electron'], packages: ['playwright-core', 'vite', 'electron-vite'] },
  scripts: {
    // screens/ find their way by the words of the windows.
    uses: ['main', 'host', 'renderer'],
    packages: [
      'zod',
      'prettier',
      'electron',
      'vite',
      'electron-vite',
      'vitest',
      'playwright-core',
      'electron-builder',
      'electron-builder.config.ts',
    ],
  },
}

/** Rooms that no room of the core may use at run time: they are above it. */
const SHELLS = ['main/electron', 'main/cli', 'main/system']

const SOURCES = /^(main|preload|renderer|host|scripts)\/.*\.(ts|mts|mjs|svelte)$/
const sources = listFiles().filter((file) => SOURCES.test(file) && !file.endsWith('.d.ts'))

function roomOf(file: string): string {
  const [top = '', second = '', third] = file.split('/')
  return top === 'main' && third !== undefined ? `main/${second}` : top
}

/** The root of the storage thread makes the clock that its thread needs, as the root of the program does. */
function isThreadsClock({ file, to }: Import): boolean {
  return file === 'main/storage/worker.ts' && to === 'main/system/clock.ts'
}

/** `a/b` covers itself and what is below it. */
function covers(place: string, target: string): boolean {
  return target === place || target.startsWith(`${place}/`)
}

function isAllowed(each: Import): boolean {
  const from = roomOf(each.file)
  const room = ROOMS[from]
  if (room === undefined) return false
  const { to, typeOnly } = each
  if (to.startsWith('node:')) return from !== 'renderer' && from !== 'preload'
  const packages = [...(room.packages ?? []), ...(typeOnly ? (room.names ?? []) : [])]
  if (!/^(main|preload|renderer|host|scripts)\//.test(to)) return packages.some((name) => covers(name, to))
  if (roomOf(to) === from || isThreadsClock(each)) return true
  if (!typeOnly && isBelowShells(from) && SHELLS.some((shell) => covers(shell, to))) return false
  return [...room.uses, ...(typeOnly ? (room.names ?? []) : [])].some((place) => covers(place, to))
}

function isBelowShells(room: string): boolean {
  return room !== 'main/electron' && room !== 'main/cli' && room !== 'scripts'
}

describe('the arrows', () => {
  it('point only where architecture.md lets them', () => {
    const broken = sources.flatMap(readImports).filter((each) => !isAllowed(each))
    expect(
      broken.map(({ file, to, typeOnly }) => `${file} imports ${typeOnly ? 'types of ' : ''}${to}`),
    ).toEqual([])
  })

  it('name each room of the tree', () => {
    expect([...new Set(sources.map(roomOf))].filter((room) => ROOMS[room] === undefined)).toEqual([])
  })

  it('leave one joint between the queue and the session', () => {
    const joints = sources
      .filter((file) => file.startsWith('main/outbox/'))
      .flatMap(readImports)
      .filter(({ to, typeOnly }) => !typeOnly && to.startsWith('main/smtp/'))
      .map(({ file }) => file)
    expect(new Set(joints)).toEqual(new Set(joints.filter((file) => file === 'main/outbox/smtp-courier.ts')))
  })

  it('fail for an arrow that is wrong', () => {
    const wrong: readonly Import[] = [
      { file: 'main/smtp/session.ts', to: 'main/outbox/entry.ts', typeOnly: true },
      { file: 'main/smtp/session.ts', to: 'electron', typeOnly: false },
      { file: 'main/outbox/lane.ts', to: 'main/electron/index.ts', typeOnly: false },
      { file: 'main/create-core.ts', to: 'renderer/client.ts', typeOnly: true },
      { file: 'renderer/client.ts', to: 'main/result.ts', typeOnly: false },
      { file: 'renderer/client.ts', to: 'node:fs', typeOnly: false },
      { file: 'host/run.ts', to: 'main/api.ts', typeOnly: false },
      { file: 'main/newroom/x.ts', to: 'main/api.ts', typeOnly: true },
    ]
    expect(wrong.filter(isAllowed)).toEqual([])
  })
})

describe('time and chance', () => {
  const FORBIDDEN =
    /\b(Date\.now\(|Math\.random\(|performance\.now\(|new Date\(\)|setTimeout\(|setInterval\()/

  it('come from the injected clock and random source everywhere in main/ but system/ and electron/', () => {
    const found = sources
      .filter((file) => file.startsWith('main/') && !/^main\/(system|electron)\//.test(file))
      .filter((file) => FORBIDDEN.test(withoutComments(readText(file))))
    expect(found).toEqual([])
  })
})

describe('the tree', () => {
  it('names the host of no package registry', () => {
    const hosts = [
      ['registry', 'npmjs', 'org'],
      ['registry', 'yarnpkg', 'com'],
      ['registry', 'npmmirror', 'com'],
      ['npm', 'pkg', 'github', 'com'],
    ]
    const names = hosts.map((parts) => parts.join('.'))
    const texts = listFiles().filter((file) => !/\.(png|ico|icns|woff2?)$/.test(file))
    expect(texts.filter((file) => names.some((name) => readText(file).includes(name)))).toEqual([])
  })
})
