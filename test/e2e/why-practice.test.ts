// The practice server told what to answer next, by role and visible label, with axe on the page.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'
import { shot } from './support/shot.ts'

let program: Program
const dataDir = createProfile()

beforeAll(async () => {
  program = await startProgram({ dataDir })
  const { main } = program
  const page = await program.compose(() =>
    main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  await page.close()
  await main.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Practice server' }).click()
}, 120_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
})

/** Both themes, to be looked at, where SENDOFF_SHOTS names a folder. */
async function shoot(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await program.main.evaluate((theme) => (document.documentElement.dataset.theme = theme), colorScheme)
    await shot(program.main, `practice-${colorScheme}`)
  }
}

describe('answer the next', () => {
  const strip = () => program.main.getByRole('region', { name: 'Answer the next…' })

  it('says what a reply has to look like, and arms nothing', async () => {
    await strip().getByRole('textbox', { name: 'Reply' }).fill('no')
    await strip().getByRole('button', { name: 'Arm' }).click()
    await strip().getByText('A reply is a code from 200 to 599').waitFor()
    expect(await strip().getByRole('listitem').count()).toBe(0)
  })

  it('shows what is armed, and takes it back', async () => {
    await strip().getByRole('textbox', { name: 'Reply' }).fill('452 4.5.3 Too many recipients')
    await strip().getByRole('button', { name: 'Arm' }).click()
    await strip().getByText('Armed: the next RCPT TO gets 452 4.5.3 Too many recipients').waitFor()
    expect(await findViolations(program.main)).toEqual([])
    await strip().getByRole('button', { name: 'Take back: RCPT TO' }).click()
    await strip().getByRole('listitem').waitFor({ state: 'detached' })
  })

  it('offers a broken handshake at STARTTLS only', async () => {
    const kinds = strip().getByRole('combobox', { name: 'gets' })
    expect(await kinds.getByRole('option').allTextContents()).not.toContain('a broken TLS handshake')
    await strip().getByRole('combobox', { name: 'The next' }).selectOption({ label: 'STARTTLS' })
    expect(await kinds.getByRole('option').allTextContents()).toContain('a broken TLS handshake')
    await shoot()
  })
})
