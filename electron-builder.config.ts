// What goes into a package, for each system. scripts/package.ts fills dist/app and starts electron-builder with this.
import type { Configuration } from 'electron-builder'

const env = process.env

/** Written into Electron's binary. Each value is a decision; test/unit/shipping/package-config.test.ts holds them. */
export const fuses = {
  // The binary is never a plain Node that anybody can run scripts with.
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  // The pages come from app://, never from file://.
  grantFileProtocolExtraPrivileges: false,
} as const satisfies NonNullable<Configuration['electronFuses']>

/** Files of the system beside the program, as fpm takes them: source, then place. */
const linuxFiles = [
  'build/linux/sendoff=/usr/bin/sendoff',
  'build/icons/sendoff.svg=/usr/share/icons/hicolor/scalable/apps/sendoff.svg',
  'build/linux/sendoff-nautilus.py=/usr/share/nautilus-python/extensions/sendoff.py',
  'build/linux/sendoff-servicemenu.desktop=/usr/share/kio/servicemenus/sendoff.desktop',
  'build/linux/sendoff-thunar.desktop=/usr/share/Thunar/sendto/sendoff.desktop',
]

const scripts = {
  afterInstall: 'build/linux/after-install.sh',
  afterRemove: 'build/linux/after-remove.sh',
}

/** Apple's service takes what these name (docs of electron-builder); without them nothing is sent there. */
const canNotarize = ['APPLE_API_KEY', 'APPLE_ID', 'APPLE_KEYCHAIN'].some((name) => (env[name] ?? '') !== '')

const feed = env.SENDOFF_UPDATE_URL ?? ''

const config: Configuration = {
  appId: 'org.sendoff.Sendoff',
  productName: 'Sendoff',
  directories: { app: 'dist/app', output: 'dist/packages', buildResources: 'build' },
  files: ['out/**', 'build/icons/**', 'package.json'],
  asar: true,
  asarUnpack: ['**/*.node'],
  // Read by other programs, which cannot look into app.asar.
  extraResources: [
    { from: 'out/guide', to: 'guide' },
    { from: 'out/notices.txt', to: 'notices.txt' },
  ],
  electronFuses: fuses,
  // keytar speaks N-API: one build is right for every Electron.
  npmRebuild: false,
  extraMetadata: { homepage: env.SENDOFF_HOMEPAGE ?? 'https://sendoff.example' },
  protocols: [{ name: 'Mail link', schemes: ['mailto'], role: 'Viewer' }],
  publish: feed === '' ? null : [{ provider: 'generic', url: feed }],

  linux: {
    target: ['AppImage', 'deb', 'rpm'],
    executableName: 'sendoff',
    // What a link or a file is called never looks like a switch of Chromium's.
    executableArgs: ['--', '%U'],
    syncDesktopName: true,
    category: 'Network;Email',
    synopsis: 'Mail client for the sending side',
    maintainer: env.SENDOFF_MAINTAINER ?? 'The Sendoff founders <founders@sendoff.example>',
    icon: 'build/icons',
    mimeTypes: ['message/rfc822'],
    desktop: {
      entry: { Keywords: 'mail;e-mail;SMTP;send;', StartupNotify: 'true', Actions: 'compose;' },
      desktopActions: {
        compose: { Name: 'New Message', Exec: '/opt/Sendoff/sendoff -- compose' },
      },
    },
  },
  deb: {
    ...scripts,
    // Debian's policy, 12.5.
    fpm: [...linuxFiles, 'out/notices.txt=/usr/share/doc/sendoff/copyright'],
    priority: 'optional',
    packageCategory: 'mail',
    recommends: ['gnome-keyring | libsecret-1-0'],
  },
  rpm: {
    ...scripts,
    fpm: [...linuxFiles, 'out/notices.txt=/usr/share/licenses/sendoff/notices.txt'],
    packageCategory: 'Applications/Internet',
  },

  win: {
    target: ['nsis'],
    icon: 'build/icons/512x512.png',
    fileAssociations: [{ ext: 'eml', name: 'Mail message', description: 'Mail message' }],
    extraResources: [{ from: 'build/win/sendoff.cmd', to: 'bin/sendoff.cmd' }],
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    include: 'build/win/installer.nsh',
    // Messages that were not sent are in there.
    deleteAppDataOnUninstall: false,
  },

  mac: {
    // The updater takes the zip.
    target: ['dmg', 'zip'],
    icon: 'build/icons/1024x1024.png',
    category: 'public.app-category.productivity',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/mac/entitlements.plist',
    entitlementsInherit: 'build/mac/entitlements.plist',
    notarize: canNotarize,
    fileAssociations: [{ ext: 'eml', name: 'Mail message', role: 'Viewer', rank: 'Alternate' }],
    extraResources: [
      { from: 'build/mac/sendoff', to: 'bin/sendoff' },
      { from: 'build/mac/Send with Sendoff.workflow', to: 'Send with Sendoff.workflow' },
    ],
    extendInfo: {
      // Any file: "Open With" and the Dock icon make a message of it (the event `open-file`).
      CFBundleDocumentTypes: [
        {
          CFBundleTypeName: 'File to send',
          CFBundleTypeRole: 'Viewer',
          LSHandlerRank: 'None',
          LSItemContentTypes: ['public.data'],
        },
      ],
    },
  },
}

export default config
