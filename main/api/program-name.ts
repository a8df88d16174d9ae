import { isProgram } from '../preflight/find-reminders.ts'
import { toDiskName } from '../drafts/file-name.ts'

/** What a desktop runs, installs, mounts or follows to another place, besides what receivers refuse. */
const further = [
  ...['desktop', 'sh', 'run', 'appimage', 'deb', 'rpm', 'flatpakref', 'py', 'pyw', 'pl', 'rb'],
  ...[
    'app',
    'command',
    'tool',
    'workflow',
    'action',
    'scpt',
    'applescript',
    'terminal',
    'pkg',
    'dmg',
    'webloc',
  ],
  ...['appref-ms', 'application', 'appx', 'appxbundle', 'msix', 'msixbundle', 'msp', 'mst', 'msc', 'gadget'],
  ...['diagcab', 'inf', 'library-ms', 'search-ms', 'searchconnector-ms', 'settingcontent-ms', 'theme', 'scf'],
  ...[
    'sct',
    'shb',
    'shs',
    'url',
    'vb',
    'ws',
    'wsc',
    'xll',
    'jnlp',
    'psm1',
    'psd1',
    'iso',
    'img',
    'vhd',
    'vhdx',
  ],
]
const ending = new RegExp(`\\.(?:${further.join('|')})$`, 'i')

/** Whether opening a file of this name would run it on some system, under the name that a disk gives it. */
export function opensAsProgram(name: string): boolean {
  const written = toDiskName(name)
  return isProgram(written) || ending.test(written)
}
