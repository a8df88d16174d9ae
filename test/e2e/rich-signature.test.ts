// A signature in rich and in plain text: written with the identity, put below a letter of either kind, and exchanged with From.
import { beforeAll, describe, expect, it } from 'vitest'
import { bodyOf, discardLetter, goTo, newMessage, tryPractice } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()

const button = (name: string) => program.main.getByRole('button', { name, exact: true })
const box = (name: string) => program.main.getByRole('textbox', { name, exact: true })
const rich = () => box('Signature 1 in rich text')

beforeAll(async () => {
  const { main } = program
  await main.setViewportSize({ width: 1280, height: 800 })
  const page = await tryPractice(program)
  await page.close()
  await goTo(main, 'Servers')
  await button('Identities').click()
}, 120_000)

async function save(): Promise<void> {
  await button('Save').click()
  await program.main.getByText('Saved.', { exact: true }).waitFor({ state: 'attached' })
}

async function givePicture(pixels: number): Promise<void> {
  const octets = await program.main.evaluate(async (edge) => {
    const canvas = new OffscreenCanvas(edge, edge)
    const context = canvas.getContext('2d')
    if (context === null) return []
    const noise = context.createImageData(edge, edge)
    for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = (at * 7919 * (at % 251)) % 256
    context.putImageData(noise, 0, 0)
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())]
  }, pixels)
  await program.main
    .getByLabel('Picture for the signature')
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(octets) })
}

describe('a signature', () => {
  it('is written in rich text, and has a plain form made from it', async () => {
    const { main } = program
    await button('Add an identity').click()
    await main.getByRole('combobox', { name: 'Outgoing server', exact: true }).selectOption('Practice server')
    await box('Name').fill('Anna Example')
    await box('Email address').fill('anna@practice.test')
    await button('Add a signature').click()
    await box('Name of signature 1').fill('Work')
    await box('Text of signature 1').fill('Anna Example')
    await main
      .getByRole('group', { name: 'Signature 1' })
      .getByRole('button', { name: 'Make it rich text' })
      .click()
    await rich().focus()
    await main.keyboard.press('Control+a')
    await main.keyboard.press('Control+b')
    await main.keyboard.press('End')
    await main.keyboard.press('Enter')
    await main.keyboard.type('Captain of the eight')
    await expect
      .poll(() => box('Signature 1 in plain text').inputValue())
      .toBe('Anna Example\nCaptain of the eight')
    expect(await findViolations(main)).toEqual([])
  })

  it('takes a picture, but none that every message would be heavy with', async () => {
    const { main } = program
    await rich().focus()
    await main.keyboard.press('Control+End')
    await givePicture(400)
    await main.getByText('at most 200 kB are allowed').waitFor()
    await expect.poll(() => rich().locator('img').count()).toBe(0)
    await givePicture(24)
    await expect.poll(() => rich().locator('img').count()).toBe(1)
    await main.getByText('at most 200 kB are allowed').waitFor({ state: 'hidden' })
  })

  it('may have a plain form of its own', async () => {
    await box('Signature 1 in plain text').fill('Anna Example, captain')
    await button('Make it from the rich text again').waitFor()
    await save()
    expect(await rich().locator('b').first().innerText()).toContain('Anna Example')
    expect(await box('Signature 1 in plain text').inputValue()).toBe('Anna Example, captain')
    await button('Earlier in From').click()
    await program.main.getByText('Anna Example is number 1 in From.').waitFor({ state: 'attached' })
  })

  it('stands below a rich letter as rich text with its picture, which is a file of the letter', async () => {
    const page = await newMessage(program)
    await expect.poll(() => bodyOf(page).innerText()).toMatch(/--\s+Anna Example/)
    expect(await bodyOf(page).locator('b').first().innerText()).toContain('Anna Example')
    const image = bodyOf(page).locator('img')
    await expect.poll(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(24)
    await page.getByText('in the text').waitFor()
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('bea@practice.test')
    await page.keyboard.press('Enter')
    await page.keyboard.press('F9')
    const source = page.getByRole('region', { name: 'Message source' })
    await expect.poll(() => source.textContent()).toMatch(/-- \r?\nAnna Example\s+Captain/)
    expect(await source.textContent()).toContain('multipart/related')
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'From' }).selectOption({ label: 'You <you@practice.test>' })
    await expect.poll(() => bodyOf(page).innerText()).not.toContain('Anna')
    await page.getByText('in the text').waitFor({ state: 'hidden' })
    await page.getByRole('combobox', { name: 'From' }).selectOption({ index: 0 })
    await expect.poll(() => bodyOf(page).locator('b').count()).toBe(2)
    await expect.poll(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(24)
    expect(await findViolations(page)).toEqual([])
    await discardLetter(page)
  })

  it('stands below a plain letter in its plain form, and goes from a letter that was made plain', async () => {
    const page = await newMessage(program)
    await page.keyboard.press('Control+Shift+p')
    await expect.poll(() => bodyOf(page).inputValue()).toContain('-- \nAnna Example\nCaptain of the eight')
    await page.getByRole('button', { name: 'Signature' }).click()
    await page.getByRole('menuitemradio', { name: 'None' }).click()
    await expect.poll(() => bodyOf(page).inputValue()).not.toContain('Anna')
    await page.getByRole('button', { name: 'Signature' }).click()
    await page.getByRole('menuitemradio', { name: 'Work' }).click()
    await expect.poll(() => bodyOf(page).inputValue()).toContain('-- \nAnna Example, captain')
    await discardLetter(page)
  })
})
