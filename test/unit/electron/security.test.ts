// SECURITY.md, "Electron's own list": what stands in the source of the main process.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../main/electron/content-security-policy.ts'

const folder = new URL('../../../main/electron/', import.meta.url)
const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
const all = sources.join('\n')

it.each(['sandbox: true', 'contextIsolation: true', 'nodeIntegration: false', 'app.enableSandbox()'])(
  'says %s',
  (setting) => expect(all).toContain(setting),
)

it.each([
  'webSecurity',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'webviewTag',
  'allowpopups',
  'loadFile',
  'executeJavaScript',
])('never sets %s', (setting) => expect(all).not.toContain(setting))

it('denies every permission, asked for or looked at', () => {
  expect(all).toMatch(/setPermissionRequestHandler\(\(_contents, _permission, answer\) => answer\(false\)\)/)
  expect(all).toMatch(/setPermissionCheckHandler\(\(\) => false\)/)
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
  for (const name of ['base-uri', 'form-action', 'frame-ancestors'])
    expect(directives.get(name)).toEqual(["'none'"])
  expect(directives.has('frame-src') || directives.has('object-src')).toBe(false)
})

it('no address of a network stands in the policy', () => {
  expect(contentSecurityPolicy).not.toMatch(/https?:|\*|unsafe-eval/)
})
