// An .rpm is made, read by rpm itself, unpacked, and its command used without a display. As in deb.test.ts the stand-in is in it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const project = join(import.meta.dirname, '../..')
const made = join(project, 'dist/packages')
const root = mkdtempSync(join(tmpdir(), 'sendoff-rpm-test-'))
const inside = (...path: readonly string[]) => join(root, ...path)
const isThere = spawnSync('rpmbuild', ['--version']).status === 0

/** The file, for rpm's own questions. */
const file = () => join(made, readdirSync(made).find((name) => name.endsWith('.rpm')) ?? '')
const ask = (...args: readonly string[]) =>
  spawnSync('rpm', ['-qp', ...args, file()], { encoding: 'utf8', maxBuffer: 2 ** 26 }).stdout

// Debian's package rpm has rpmbuild, rpm and rpm2archive.
describe.skipIf(!isThere)('the .rpm', () => {
  beforeAll(() => {
    rmSync(made, { recursive: true, force: true })
    const args = ['scripts/package.ts', '--stand-in', 'linux', 'rpm']
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' })
    expect(status, stdout + stderr).toBe(0)
  }, 180_000)

  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('has the program, its command, and what the desktop knows of it, all of them root’s', () => {
    const places = ask('--list').split('\n')
    const wanted = [
      '/opt/Sendoff',
      '/opt/Sendoff/sendoff',
      '/opt/Sendoff/resources/app.asar',
      '/opt/Sendoff/resources/guide/index.html',
      '/opt/Sendoff/resources/notices.txt',
      '/usr/bin/sendoff',
      '/usr/share/applications/sendoff.desktop',
      '/usr/share/icons/hicolor/256x256/apps/sendoff.png',
      '/usr/share/icons/hicolor/scalable/apps/sendoff.svg',
      '/usr/share/licenses/sendoff/notices.txt',
      '/usr/share/kio/servicemenus/sendoff.desktop',
      '/usr/share/nautilus-python/extensions/sendoff.py',
      '/usr/share/Thunar/sendto/sendoff.desktop',
    ]
    expect(wanted.filter((place) => !places.includes(place))).toEqual([])
    // Folders of the system are not this package's: they would be in conflict with it.
    expect(places).not.toContain('/usr/bin')
    expect(places).not.toContain('/opt')
    const owners = ask('--qf', '[%{FILEUSERNAME}:%{FILEGROUPNAME}\n]').trim().split('\n')
    expect(new Set(owners)).toEqual(new Set(['root:root']))
    expect(ask('--qf', '[%{FILENAMES} %{FILEMODES:perms}\n]')).toContain('\n/usr/bin/sendoff -rwxr-xr-x\n')
  })

  it('says what it is, what it needs, and what happens when it comes and goes', () => {
    expect(ask('--qf', '%{NAME} %{ARCH} %{LICENSE} %{GROUP}')).toBe(
      `sendoff ${process.arch === 'arm64' ? 'aarch64' : 'x86_64'} MIT Applications/Internet`,
    )
    expect(ask('--qf', '%{BUILDHOST}')).toBe('localhost')
    expect(ask('--requires').split('\n')).toEqual(expect.arrayContaining(['chromium', 'libsecret']))
    const scripts = ask('--scripts')
    expect(scripts).toMatch(/postinstall[^]*update-desktop-database[^]*postuninstall[^]*apparmor/)
    // Filled in by electron-builder.
    expect(scripts).not.toMatch(/\$\{(executable|sanitized)/)
  })

  it('unpacked, its command tells its version without a display, and its entry takes links and message files', () => {
    mkdirSync(inside('home'), { recursive: true })
    const { status, stderr } = spawnSync('sh', ['-c', 'rpm2archive - < "$0" | tar xz', file()], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(status, stderr).toBe(0)
    const told = spawnSync(inside('usr/bin/sendoff'), ['--version'], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', HOME: inside('home') },
      timeout: 30_000,
    })
    expect([told.stdout.trim(), told.stderr, told.status]).toEqual([
      expect.stringContaining('0.1.0') as string,
      '',
      0,
    ])
    const entry = readFileSync(inside('usr/share/applications/sendoff.desktop'), 'utf8')
    expect(entry).toContain('\nMimeType=message/rfc822;x-scheme-handler/mailto;\n')
    expect(entry).toMatch(/^Exec=\/opt\/Sendoff\/sendoff .*-- %U$/m)
  })
})
