// SECURITY.md, "Electron's own list": what stands in the source of the main process.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../main/electron/content-security-policy.ts'
import { webPreferences } from '../../../main/electron/web-preferences.ts'

const folder = new URL('../../../main/electron/', import.meta.url)
const names = readdirSync(folder)
const sources = names.map((name) => readFileSync(new URL(name, folder), 'utf8'))
const all = sources.join('\n')

it('puts every page into the sandbox, and confines it, before there is a window', () => {
  const index = readFileSync(new URL('index.ts', folder), 'utf8')
  expect(index).toMatch(/^app\.enableSandbox\(\)$/m)
  expect(index).toMatch(/^confinePages\(\)$/m)
})

it.each([
  'enableBlinkFeatures',
  'disableBlinkFeatures',
  'allowpopups',
  'loadFile',
  'executeJavaScript',
  'nodeIntegration: true',
  'webviewTag: true',
  '<webview',
  'WebContentsView',
  'BrowserView',
  'fromPartition',
])('never says %s', (word) => expect(all).not.toContain(word))

it('one place says how pages run, and each value there', () => {
  expect(all.match(/webPreferences:/g)).toEqual(['webPreferences:'])
  expect(webPreferences('/opt/preload.cjs', '--sendoff-window=main')).toEqual({
    preload: '/opt/preload.cjs',
    additionalArguments: ['--sendoff-window=main'],
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
  })
})

it('denies every permission, asked for or looked at, and every device', () => {
  expect(all).toMatch(/setPermissionRequestHandler\(\(_contents, _permission, answer\) => answer\(false\)\)/)
  expect(all).toMatch(/setPermissionCheckHandler\(\(\) => false\)/)
  expect(all).toMatch(/setDevicePermissionHandler\(\(\) => false\)/)
  // Without a handler there is none of the screen either.
  expect(all).not.toContain('setDisplayMediaRequestHandler')
})

it('gives an address to the browser in two places, each behind the look at its scheme', () => {
  const named = sources.flatMap((text, at) => (text.includes('shell.openExternal(') ? [names[at]] : []))
  expect(named).toEqual(['shell.ts', 'show-context-menu.ts'])
  expect(all.match(/openExternal\(/g)).toHaveLength(2)
})

it('opens no door for debugging in an installed program', () => {
  expect(all.match(/remote-debugging-port/g)).toHaveLength(1)
  expect(all).toContain(
    "if (debugPort !== '' && !app.isPackaged) app.commandLine.appendSwitch('remote-debugging-port'",
  )
})

it('sends no crash report anywhere', () => {
  expect(all.match(/crashReporter\.start\(/g)).toHaveLength(1)
  expect(all).toContain('crashReporter.start({ uploadToServer: false')
  expect(all).not.toContain('submitURL')
})

it('reads the place of the policy from a variable only where it is not installed', () => {
  expect(all).toContain('isPackaged: app.isPackaged')
})

it('opens one kind of window, in one place', () => {
  expect(all.match(/new BrowserWindow\(/g)).toHaveLength(1)
})

const directives = new Map(
  contentSecurityPolicy.split('; ').map((directive) => {
    const [name = '', ...values] = directive.split(' ')
    return [name, values] as const
  }),
)

it('the policy of the pages: nothing by default, scripts from the bundle alone, Trusted Types', () => {
  expect(directives.get('default-src')).toEqual(["'none'"])
  expect(directives.get('script-src')).toEqual(["'self'"])
  expect(directives.get('style-src')).toEqual(["'self'"])
  expect(directives.get('connect-src')).toEqual(["'self'"])
  expect(directives.get('require-trusted-types-for')).toEqual(["'script'"])
  // Two policies of the libraries that make markup, neither of them ours; none may be made twice.
  expect(directives.get('trusted-types')).toEqual(['svelte-trusted-html', 'dompurify'])
  for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'object-src', 'frame-src', 'worker-src'])
    expect(directives.get(name)).toEqual(["'none'"])
})

it('no address of a network stands in the policy', () => {
  expect(contentSecurityPolicy).not.toMatch(/https?:|\*|unsafe-eval/)
})
