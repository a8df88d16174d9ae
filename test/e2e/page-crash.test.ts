// A page whose process is gone comes back in its window, with what was saved last.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type {} from '../../renderer/client.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()

/** Page processes of the program: each is below Chromium's zygote, which is below it. */
function pageProcesses(): readonly number[] {
  const read = (pid: string, name: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${name}`, 'utf8')
    } catch {
      return ''
    }
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parentOf = new Map(
    pids.map((pid) => [Number(pid), Number(read(pid, 'stat').split(') ')[1]?.split(' ')[1])] as const),
  )
  const isBelow = (pid: number): boolean => {
    const parent = parentOf.get(pid)
    return parent === program.pid || (parent !== undefined && parent > 1 && isBelow(parent))
  }
  return pids
    .filter((pid) => read(pid, 'cmdline').includes('--type=renderer'))
    .map(Number)
    .filter(isBelow)
}

/** All at once: Chromium keeps a process for the next page, which must not be in use before it is killed too. */
function crash(): void {
  process.kill(program.pid, 'SIGSTOP')
  for (const pid of pageProcesses()) process.kill(pid, 'SIGKILL')
  process.kill(program.pid, 'SIGCONT')
}

/** A page of the program that is new. */
async function newPage(before: readonly Page[], name: string): Promise<Page> {
  const found = () =>
    program
      .composeWindows()
      .filter((page) => !before.includes(page))
      .find((page) => page.url().includes('index.html'))
  await expect.poll(() => found() !== undefined, { timeout: 15_000 }).toBe(true)
  const page = found()
  if (page === undefined) throw new Error(`The ${name} window did not come back`)
  return page
}

it('P24: a compose window and the main window come back with what was saved', async () => {
  const compose = await program.compose(() => program.main.keyboard.press('Control+n'))
  await compose.getByRole('textbox', { name: 'Subject' }).fill('Written before')
  await expect
    .poll(() =>
      program.main.evaluate(async () => {
        const list = await window.sendoff.drafts.list()
        return list.ok && list.value.some(({ content }) => content.subject === 'Written before')
      }),
    )
    .toBe(true)
  crash()
  const before = [compose, program.main]
  const page = await newPage(before, 'first')
  const other = await newPage([...before, page], 'second')
  const kinds = await Promise.all([page, other].map((one) => one.evaluate(() => window.sendoff.window.kind)))
  expect([...kinds].sort()).toEqual(['compose', 'main'])
  const back = kinds[0] === 'compose' ? page : other
  const subject = back.getByRole('textbox', { name: 'Subject' })
  await expect.poll(() => subject.inputValue()).toBe('Written before')
  expect(program.output()).toContain('the page of the compose window is gone')
  // It is alive: it closes as it is asked to, and saves before.
  await subject.fill('Written behind')
  await Promise.all([back.waitForEvent('close'), back.close({ runBeforeUnload: true })])
  const main = kinds[0] === 'compose' ? other : page
  const drafts = await main.evaluate(() => window.sendoff.drafts.list())
  expect(drafts).toMatchObject({ ok: true, value: [{ content: { subject: 'Written behind' } }] })
}, 60_000)
