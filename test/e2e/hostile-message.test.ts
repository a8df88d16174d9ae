// A hostile message, opened: nothing of it runs, nothing is fetched, and a link says where it leads before it opens.
import { afterEach, expect, it } from 'vitest'
import { findViolations } from './support/program.ts'
import { shots } from './support/shot.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()

const cyrillic = 'https://www.\u0430\u0440\u0440\u04CF\u0435.example/login'
const body = [
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<link rel="stylesheet" href="https://evil.example/x.css"><style>@import "https://evil.example/y.css";',
  '@font-face{font-family:f;src:url(https://evil.example/f.woff)} p{background:url(https://evil.example/b.png)}</style>',
  '<p id="letter" style="background:url(https://evil.example/i.png);font-family:f">The letter itself.</p>',
  '<img src="https://evil.example/p.gif" srcset="https://evil.example/q.gif 2x" alt="">',
  '<table background="https://evil.example/t.png"><tr><td>cell</td></tr></table>',
  '<svg onload="document.title=1"><script>document.title="hacked"</script><image href="https://evil.example/s.png"/></svg>',
  '<form action="https://evil.example/"><input name="password"><button>Sign in</button></form>',
  '<iframe src="https://evil.example/"></iframe><video src="https://evil.example/v.mp4"></video>',
  '<p><a href="https://evil.example/pay">https://bank.example/login</a></p>',
  `<p><a href="${cyrillic}">a shop</a></p>`,
  '<p><a href="https://bank.example@evil.example/">with a name</a></p>',
  '<p><a href="http://plain.example/">without encryption</a></p>',
  '<p><a href="javascript:document.title=1">a script</a> <a href="file:///etc/passwd">a file</a></p>',
  '<p><a href="relative/path">relative</a> <a href="smb://evil.example/share">a share</a></p>',
  '<p><a href="https://rowing.example/plan?week=48">the plan</a></p>',
].join('\n')

const letter = (parts: string) =>
  [
    'From: Eve <eve@evil.example>',
    'To: you@practice.test',
    'Subject: Please look',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    body,
    parts,
    '--b--',
    '',
  ].join('\r\n')

const named = (name: string) =>
  [
    '--b',
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    'x',
  ].join('\r\n')

async function drop(text: string): Promise<void> {
  await program.main.locator('body').evaluate((target, given) => {
    const data = new DataTransfer()
    data.items.add(new File([given], 'eve.eml', { type: 'message/rfc822' }))
    target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
  }, text)
}

const dialog = () => program.main.getByRole('dialog', { name: 'Please look' })
const question = (refused = false) =>
  program.main.getByRole('dialog', {
    name: refused ? 'This link is not opened' : 'Open this link in the browser?',
  })
const link = (name: string) => dialog().getByRole('link', { name })
const opened = async () =>
  ((await program.host({ ask: 'records', member: 'shell.openExternal' })) as { args: string[] }[]).map(
    ({ args: [address] }) => address,
  )

/** A question that a test left open stands in the way of the next. */
afterEach(async () => {
  for (const each of [question(), question(true)])
    if (await each.isVisible()) await program.main.keyboard.press('Escape')
})

it('nothing runs, nothing is fetched, nothing can be filled in', async () => {
  const { main } = program
  const requested: string[] = []
  main.on('request', (request) => requested.push(request.url()))
  await drop(letter(named('a.txt')))
  await dialog().getByText('The letter itself.').waitFor()
  await main.waitForTimeout(300)
  expect(requested.filter((url) => url.includes('evil.example'))).toEqual([])
  expect(await main.title()).toMatch(/Sendoff$/)
  expect(await main.evaluate(() => document.baseURI)).not.toContain('evil')
  const sheet = dialog().getByRole('region', { name: 'Text of the message' })
  expect(
    await sheet.locator('form, input, iframe, svg, video, style, link, meta, base, img, object').count(),
  ).toBe(0)
  expect(
    await sheet.evaluate((element) => /url\(|on\w+=|evil\.example\/[a-z]\./.test(element.innerHTML)),
  ).toBe(false)
})

it('a link is shown before it opens: its host, its whole address, and that its text names another host', async () => {
  const { main } = program
  await link('https://bank.example/login').click()
  await question().getByText('The message shows bank.example, but the link leads to evil.example.').waitFor()
  await question().getByText('https://evil.example/pay', { exact: true }).waitFor()
  await shots(main, 'link-question')
  expect(await findViolations(main)).toEqual([])
  await main.keyboard.press('Escape')
  await question().waitFor({ state: 'detached' })
  expect(await opened()).toEqual([])
  await dialog().waitFor()
})

it('letters of another alphabet are shown as networks write them', async () => {
  await link('a shop').click()
  await question().getByText('www.xn--', { exact: false }).first().waitFor()
  await question().getByText('The name has letters of another alphabet', { exact: false }).waitFor()
  expect(await question().textContent()).not.toContain('\u0430')
  await question().getByRole('button', { name: 'Close' }).click()
})

it.each([
  ['with a name', 'The address has a user name in front of the host'],
  ['without encryption', 'The address does not begin with https'],
])('a link %s is not opened, and says why', async (name, why) => {
  await link(name).click()
  await question(true).getByText(why, { exact: false }).waitFor()
  expect(await question(true).getByRole('button', { name: 'Open in browser' }).count()).toBe(0)
  await question(true).getByRole('button', { name: 'Close' }).click()
})

it('an address of a script, a file, a share or none is no link at all', async () => {
  for (const name of ['a script', 'a file', 'relative', 'a share']) {
    await dialog().getByText(name, { exact: true }).click()
    expect(await question().count(), name).toBe(0)
  }
})

it('by keyboard, and by the middle button, the same is asked; yes opens it', async () => {
  const { main } = program
  await link('the plan').click({ button: 'middle' })
  await question().waitFor()
  await main.keyboard.press('Escape')
  await question().waitFor({ state: 'detached' })
  await link('the plan').focus()
  await main.keyboard.press('Enter')
  await question().getByText('rowing.example', { exact: true }).waitFor()
  expect(await opened()).toEqual([])
  await question().getByRole('button', { name: 'Open in browser' }).click()
  await question().waitFor({ state: 'detached' })
  expect(await opened()).toEqual(['https://rowing.example/plan?week=48'])
  await main.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
})

it.each([
  ['../../../.bashrc', 'bashrc'],
  ['..\\\\..\\\\evil.bat', 'evil.bat'],
  ['/etc/cron.d/evil', 'evil'],
  ['CON', 'CON'],
])('an attachment %s is offered for saving in no other folder', async (name, wanted) => {
  await drop(letter(named(name)))
  await dialog().waitFor()
  await program.host({
    ask: 'answer-dialog',
    member: 'showSaveDialog',
    answer: { canceled: true, filePath: '' },
  })
  await dialog()
    .getByRole('region', { name: 'Files' })
    .getByRole('button', { name: /^Save / })
    .click()
  const offered = async () =>
    (
      (await program.host({ ask: 'records', member: 'dialog.showSaveDialog' })) as {
        args: { defaultPath: string }[]
      }[]
    ).at(-1)?.args[0]?.defaultPath
  await expect.poll(offered).toContain(wanted)
  expect(await offered()).not.toMatch(/[/\\:]|\.\./)
  await program.main.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
})
