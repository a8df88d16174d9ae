import { describe, expect, it } from 'vitest'
import type { LocalFiles } from '../../../main/transfer/local-files.ts'
import { findSources } from '../../../main/transfer/sources.ts'
import { sample } from './samples.ts'

function computer(
  platform: NodeJS.Platform,
  home: string,
  paths: Readonly<Record<string, string | Buffer>>,
  env: Readonly<Record<string, string>> = {},
): LocalFiles & { readonly opened: string[] } {
  const opened: string[] = []
  return {
    platform,
    home,
    opened,
    env: (name) => env[name],
    isFile: (path) => Promise.resolve(path in paths),
    read: (path) => {
      opened.push(path)
      const content = paths[path]
      return content === undefined
        ? Promise.reject(new Error('ENOENT'))
        : Promise.resolve(Buffer.from(content))
    },
  }
}

const found = async (files: LocalFiles) =>
  (await findSources(files)).map(({ id, name, path }) => `${id} ${name ?? '-'} ${path}`)

describe('settings of other programs', () => {
  it('are found on Linux, also in snap and flatpak', async () => {
    const ini = sample('profiles.ini')
    const files = computer('linux', '/home/m', {
      '/home/m/.thunderbird/profiles.ini': ini,
      '/home/m/.thunderbird/Profiles/x1y2z3.default-release/prefs.js': '',
      '/home/m/.thunderbird/Profiles/x1y2z3.default-release/logins.json': '',
      '/home/m/snap/thunderbird/common/.thunderbird/profiles.ini': ini,
      '/home/m/snap/thunderbird/common/.thunderbird/Profiles/a1b2c3.default/prefs.js': '',
      '/home/m/.var/app/org.mozilla.Thunderbird/.thunderbird/profiles.ini':
        '[Profile0]\nName=far\nIsRelative=0\nPath=/data/far\n',
      '/data/far/prefs.js': '',
      '/home/m/.config/Mailspring/config.json': '',
      '/home/m/.msmtprc': '',
      '/home/m/.config/msmtp/config': '',
    })
    expect(await found(files)).toEqual([
      'thunderbird-0 default-release /home/m/.thunderbird/Profiles/x1y2z3.default-release/prefs.js',
      'thunderbird-1 default /home/m/snap/thunderbird/common/.thunderbird/Profiles/a1b2c3.default/prefs.js',
      'thunderbird-2 far /data/far/prefs.js',
      'mailspring-3 - /home/m/.config/Mailspring/config.json',
      'msmtp-4 - /home/m/.msmtprc',
      'msmtp-5 - /home/m/.config/msmtp/config',
    ])
    expect(files.opened.filter((path) => !path.endsWith('profiles.ini'))).toEqual([])
  })

  it('are found on macOS', async () => {
    const files = computer('darwin', '/Users/m', {
      '/Users/m/Library/Thunderbird/profiles.ini': sample('profiles.ini'),
      '/Users/m/Library/Thunderbird/Profiles/a1b2c3.default/prefs.js': '',
      '/Users/m/Library/Application Support/Mailspring/config.json': '',
    })
    expect(await found(files)).toEqual([
      'thunderbird-0 default /Users/m/Library/Thunderbird/Profiles/a1b2c3.default/prefs.js',
      'mailspring-1 - /Users/m/Library/Application Support/Mailspring/config.json',
    ])
  })

  it('are found on Windows', async () => {
    const roaming = 'C:\\Users\\m\\AppData\\Roaming'
    const paths = {
      [`${roaming}\\Thunderbird\\profiles.ini`]: sample('profiles.ini'),
      [`${roaming}\\Thunderbird\\Profiles\\a1b2c3.default\\prefs.js`]: '',
      [`${roaming}\\msmtprc.txt`]: '',
    }
    const expected = [
      `thunderbird-0 default ${roaming}\\Thunderbird\\Profiles\\a1b2c3.default\\prefs.js`,
      `msmtp-1 - ${roaming}\\msmtprc.txt`,
    ]
    expect(await found(computer('win32', 'C:\\Users\\m', paths))).toEqual(expected)
    expect(await found(computer('win32', 'D:\\x', paths, { APPDATA: roaming }))).toEqual(expected)
  })

  it('are none where there are none, or profiles.ini cannot be read', async () => {
    expect(await found(computer('linux', '/home/m', {}))).toEqual([])
    const broken = {
      ...computer('linux', '/home/m', { '/home/m/.thunderbird/profiles.ini': '' }),
      read: () => Promise.reject(new Error('EACCES')),
    }
    expect(await found(broken)).toEqual([])
  })
})
