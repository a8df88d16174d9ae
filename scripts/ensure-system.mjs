// First step of `start` and `test`, which import it: what the system has to bring. Plain JavaScript, because it may run in an older Node.
// It never fails: what is missing is named in one line, and the program or the tests go on without it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const record = join(root, '.cache', 'ensure-system-tried')
const keytarVersion = '7.9.0'
const keytarFile = join(root, 'node_modules', 'keytar', 'build', 'Release', 'keytar.node')
const installMs = 10 * 60_000
const buildMs = 5 * 60_000
const dayMs = 24 * 60 * 60_000

/** @param {string[]} names @returns {boolean} whether one of the programs is on the path */
const hasProgram = (...names) =>
  (process.env.PATH ?? '').split(delimiter).some((dir) => names.some((name) => existsSync(join(dir, name))))

const hasLibsecret = () =>
  ['/usr/include', '/usr/local/include'].some((dir) =>
    existsSync(join(dir, 'libsecret-1/libsecret/secret.h')),
  )

const isKeytarBuilt = () => existsSync(keytarFile)

/**
 * What is looked for: a Debian package, how to see that it is there, and what goes missing without it. The mail servers
 * of test/servers are not installed: their packages are unpacked into .cache by the tests.
 * @type {readonly { name: string, there: () => boolean, without: string }[]}
 */
const needs = [
  {
    name: 'chromium',
    there: () => hasProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
    without: 'no window where Electron cannot be had, no end-to-end tests',
  },
  { name: 'xvfb', there: () => hasProgram('Xvfb'), without: 'no tests with real windows' },
  {
    name: 'libsecret-1-dev',
    there: () => isKeytarBuilt() || hasLibsecret(),
    without: 'passwords stay in memory for one session',
  },
  {
    name: 'build-essential',
    there: () => isKeytarBuilt() || (hasProgram('make') && hasProgram('g++')),
    without: 'passwords stay in memory for one session',
  },
  {
    name: 'pkg-config',
    there: () => isKeytarBuilt() || hasProgram('pkg-config'),
    without: 'passwords stay in memory for one session',
  },
  {
    name: 'python3',
    there: () => hasProgram('python3'),
    without: 'messages are not compared with a second reader',
  },
  {
    name: 'gnome-keyring',
    there: () => hasProgram('gnome-keyring-daemon'),
    without: 'no tests of the keychain',
  },
  { name: 'dbus', there: () => hasProgram('dbus-run-session'), without: 'no tests of the keychain' },
  { name: 'openssl', there: () => hasProgram('openssl'), without: 'no tests with real mail servers' },
]

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`)

const missingNow = () => needs.filter((need) => !need.there())

/** @returns {string[] | null} what comes before `apt-get`, null where nothing may be installed */
function privilege() {
  if (process.platform !== 'linux' || !hasProgram('apt-get')) return null
  if (process.getuid?.() === 0) return []
  if (!hasProgram('sudo')) return null
  return spawnSync('sudo', ['-n', 'true'], { timeout: 5000 }).status === 0 ? ['sudo', '-n'] : null
}

function hasPackageLists() {
  try {
    return readdirSync('/var/lib/apt/lists').some((name) => name.includes('Packages'))
  } catch {
    return false
  }
}

/** @param {string[]} command @param {number} timeout @param {NodeJS.ProcessEnv} [env] */
function run(command, timeout, env = {}) {
  const [program = '', ...args] = command
  return spawnSync(program, args, {
    cwd: root,
    timeout,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 26,
  })
}

/** @param {string[]} names of packages @param {string[]} prefix */
function install(names, prefix) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const command = [...prefix, 'apt-get', 'install', '-y', '--no-install-recommends', ...names]
  say(`Installing what is missing: ${command.join(' ')}`)
  if (!hasPackageLists()) run([...prefix, 'apt-get', 'update', '-q'], installMs, env)
  const { status, stderr } = run(command, installMs, env)
  if (status !== 0) say(`apt-get did not manage it: ${lastLine(stderr)}`)
}

/** @param {string | null} text */
const lastLine = (text) => (text ?? '').trim().split('\n').at(-1) ?? ''

/** npm leaves an optional package out when its build fails; with the library there, it is built after the fact. */
function buildKeytar() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const there = existsSync(join(root, 'node_modules', 'keytar', 'package.json'))
  const command = there
    ? [npm, 'rebuild', 'keytar']
    : [npm, 'install', '--no-save', '--no-package-lock', `keytar@${keytarVersion}`]
  say(`Building keytar, for passwords in the system's keychain: ${command.join(' ')}`)
  run(command, buildMs, existsSync('/usr/include/node/node_api.h') ? { npm_config_nodedir: '/usr' } : {})
}

/** What was tried and did not help is not tried again for a day. @param {string} key */
function triedToday(key) {
  try {
    return readFileSync(record, 'utf8') === key && Date.now() - statSync(record).mtimeMs < dayMs
  } catch {
    return false
  }
}

/** @param {string} key */
function remember(key) {
  try {
    mkdirSync(join(root, '.cache'), { recursive: true })
    writeFileSync(record, key)
  } catch {
    // A folder that cannot be written: the next run tries again.
  }
}

function main() {
  const key = () =>
    [...missingNow().map(({ name }) => name), ...(isKeytarBuilt() ? [] : ['keytar'])].join(' ')
  const before = key()
  if (before === '') return
  if (!process.env.SENDOFF_NO_INSTALL && !triedToday(before)) {
    const missing = missingNow().map(({ name }) => name)
    const prefix = missing.length > 0 ? privilege() : null
    if (prefix !== null) install(missing, prefix)
    if (!isKeytarBuilt() && (hasLibsecret() || process.platform !== 'linux')) buildKeytar()
    if (key() !== '') remember(key())
  }
  report()
}

function report() {
  const parts = missingNow().map(({ name, without }) => `${name} (${without})`)
  if (!isKeytarBuilt()) parts.push('keytar (passwords stay in memory for one session)')
  if (parts.length > 0) say(`Going on without: ${parts.join('; ')}.`)
}

main()
