import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import config, { fuses } from '../../../electron-builder.config.ts'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('what is packed', () => {
  test('the fuses of Electron’s binary', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
    expect(fuses).toBe(config.electronFuses)
  })

  test('an archive, with its hashes, of the built program alone', () => {
    expect(config.asar).toBe(true)
    // Its absence is what embeds the hashes that the fuse asks for.
    expect(config).not.toHaveProperty('disableAsarIntegrity')
    expect(config.files).toEqual(['out/**', 'build/icons/**', 'package.json'])
    expect(config.directories?.app).toBe('dist/app')
  })

  test('the user guide and the licences outside of the archive, where other programs read them', () => {
    expect(config.extraResources).toEqual([
      { from: 'out/guide', to: 'guide' },
      { from: 'out/notices.txt', to: 'notices.txt' },
    ])
  })

  test('for every system its targets', () => {
    expect(config.linux?.target).toEqual(['AppImage', 'deb', 'rpm'])
    expect(config.win?.target).toEqual(['nsis'])
    expect(config.mac?.target).toEqual(['dmg', 'zip'])
  })

  test('on macOS the hardened runtime with one exception, and no notarisation without keys from outside', () => {
    expect(config.mac).toMatchObject({ hardenedRuntime: true, notarize: false })
    const entitlements = read('build/mac/entitlements.plist')
    expect(entitlements.match(/<key>[^<]+<\/key>/g)).toEqual(['<key>com.apple.security.cs.allow-jit</key>'])
  })

  test('no feed without an address from outside', () => {
    expect(config.publish).toBeNull()
  })

  test('what the desktop knows of it: links and message files', () => {
    expect(config.protocols).toMatchObject([{ schemes: ['mailto'] }])
    expect(config.linux?.mimeTypes).toEqual(['message/rfc822'])
    expect(config.linux?.executableArgs).toEqual(['--', '%U'])
    expect(config.mac?.fileAssociations).toMatchObject([{ ext: 'eml' }])
    expect(config.win?.fileAssociations).toMatchObject([{ ext: 'eml' }])
    expect(config.linux?.desktop?.entry?.StartupNotify).toBe('true')
    expect(JSON.parse(read('package.json'))).toMatchObject({ desktopName: 'sendoff.desktop' })
  })

  test('uninstalling leaves the messages', () => {
    expect(config.nsis?.deleteAppDataOnUninstall).toBe(false)
  })

  test('the licences where each kind of package has them', () => {
    expect(config.deb?.fpm?.at(-1)).toBe('out/notices.txt=/usr/share/doc/sendoff/copyright')
    expect(config.rpm?.fpm?.at(-1)).toBe('out/notices.txt=/usr/share/licenses/sendoff/notices.txt')
  })

  test('in deb and rpm the same files of the system, each of which is there', () => {
    const files = config.deb?.fpm?.slice(0, -1) ?? []
    expect(config.rpm?.fpm?.slice(0, -1)).toEqual(files)
    for (const mapping of files) {
      const [from = '', to = ''] = mapping.split('=')
      expect(statSync(join(root, from)).isFile(), from).toBe(true)
      expect(to).toMatch(/^\/usr\//)
    }
    expect(statSync(join(root, 'build/linux/sendoff')).mode & 0o111).not.toBe(0)
    expect(statSync(join(root, 'build/mac/sendoff')).mode & 0o111).not.toBe(0)
  })
})

describe('the command of a package', () => {
  const commands = ['send', 'check', 'explain', 'queue', 'help', '--help', '-h', '--version']

  test('gives every command of the terminal to a start without display, and no other word', () => {
    const [, listed = ''] = /^ {2}(send .*)\)$/m.exec(read('build/linux/sendoff')) ?? []
    expect(listed.split(' | ')).toEqual(commands)
    const known = /const commands = \[([^\]]*)\]/.exec(read('main/electron/terminal-words.ts'))?.[1] ?? ''
    expect(known.match(/[\w-]+/g)).toEqual(commands)
  })

  test.each(['build/linux/sendoff', 'build/mac/sendoff', 'build/win/sendoff.cmd'])(
    '%s ends Chromium’s switches before the words of a person',
    (path) => expect(read(path)).toMatch(/ -- ("\$@"|%\*)/),
  )

  test('what is sent from a file manager stands behind compose --attach', () => {
    expect(read('build/linux/sendoff-servicemenu.desktop')).toContain('\nExec=sendoff compose --attach %F\n')
    expect(read('build/linux/sendoff-thunar.desktop')).toContain('\nExec=sendoff compose --attach %F\n')
    expect(read('build/linux/sendoff-nautilus.py')).toContain('["sendoff", "compose", *("--attach=" + path')
    expect(read('build/win/installer.nsh')).toContain('"-- compose --attach"')
  })

  test('the installer for Windows takes back what it registers', () => {
    const [installs = '', uninstalls = ''] = read('build/win/installer.nsh').split('!macro customUnInstall')
    const keys = [...installs.matchAll(/WriteRegStr HKCU "(Software\\[^"]+?)"/g)].map(([, key = '']) => key)
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) {
      const isTaken = [...uninstalls.matchAll(/DeleteReg(?:Key|Value) HKCU "([^"]+)"/g)].some(
        ([, gone = '']) => key === gone || key.startsWith(`${gone}\\`),
      )
      expect(isTaken, key).toBe(true)
    }
    for (const file of ['$SENDTO\\Sendoff.lnk', '$LOCALAPPDATA\\Microsoft\\WindowsApps\\sendoff.cmd'])
      expect(uninstalls).toContain(`Delete "${file}"`)
  })
})
