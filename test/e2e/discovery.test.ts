// From an address to a working server: settings found by their source, used, checked and saved; and what is done where they are not.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { autoconfigFile, outgoing } from '../support/https-files.ts'
import { startProgramWorld, type ProgramWorld } from './support/discovery-world.ts'
import { goTo } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
let world: ProgramWorld
const dataDir = createProfile()

beforeAll(async () => {
  world = await startProgramWorld(
    { '_submissions._tcp.lakeside.example': { srv: [[0, 1, 465, 'mail.harbour.example']] } },
    {
      'autoconfig.rowing.example/mail/config-v1.1.xml': autoconfigFile(
        'rowing.example',
        outgoing('smtp.rowing.example', 465, 'SSL') + outgoing('smtp.rowing.example', 25, 'plain'),
      ),
      'autoconfig.thunderbird.net/v1.1/regatta.example': autoconfigFile(
        'regatta.example',
        outgoing('outgoing.regatta.example', 465, 'SSL'),
      ),
    },
    ['smtp.rowing.example', 'outgoing.regatta.example', 'mail.harbour.example'],
  )
  program = await startProgram({ dataDir, env: world.env })
  program.main.setDefaultTimeout(20_000)
}, 90_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  await world.close()
  removeProfile(dataDir)
})

const press = (name: string) => program.main.getByRole('button', { name, exact: true }).first().click()
const fill = (name: string, value: string) =>
  program.main.getByRole('textbox', { name, exact: true }).fill(value)
const finding = () => program.main.getByRole('main', { name: 'Automatic settings' })
const settings = () => finding().getByRole('region', { name: 'Settings found' })
const step = (name: string) =>
  finding()
    .getByRole('list', { name: 'Where it is looked for' })
    .getByRole('listitem')
    .filter({ hasText: name })

async function lookFor(address: string): Promise<void> {
  await goTo(program.main, 'Servers')
  await press('Add a server')
  await fill('Email address', address)
  await press('Find settings')
}

it('three presses from an address to a working server (P26: the password goes out in TLS, and not while looking)', async () => {
  const { main } = program
  const address = main.getByRole('textbox', { name: 'Your e-mail address' })
  await address.fill('marit@rowing.example')
  await address.press('Enter')
  await settings().getByText('smtp.rowing.example, port 465, TLS').first().waitFor()
  await settings()
    .getByText('The settings that rowing.example publishes at autoconfig.rowing.example.')
    .waitFor()
  await step('Your domain').getByText('found').first().waitFor()
  await step('Mail exchanger').getByText('Not asked: it is known already.').waitFor()
  expect(await findViolations(main)).toEqual([])
  expect(world.https.asked).toEqual([
    'autoconfig.rowing.example/mail/config-v1.1.xml?emailaddress=marit%40rowing.example',
  ])
  expect(world.submission.journal).toEqual([])
  await fill('Your name', 'Marit Solheim')
  await main.getByLabel('Password', { exact: true }).fill('a secret of ours')
  await press('Use these settings')
  expect(await main.getByRole('textbox', { name: 'Host' }).inputValue()).toBe('smtp.rowing.example')
  expect(await main.getByRole('textbox', { name: 'User name' }).inputValue()).toBe('marit@rowing.example')
  await main
    .getByText(/^all \d+ steps passed/)
    .first()
    .waitFor()
  expect(world.submission.journal).toContain('AUTH')
  await press('Save')
  await main.getByRole('list', { name: 'Servers' }).getByText('Rowing club', { exact: true }).waitFor()
  expect(await findViolations(main)).toEqual([])
})

it('a further server is looked for as soon as its address field is left, once for each address', async () => {
  const { main } = program
  await goTo(main, 'Servers')
  await press('Add a server')
  const before = world.https.asked.length
  await fill('Email address', 'ingrid@rowing.example')
  await main.keyboard.press('Tab')
  await settings().getByText('smtp.rowing.example, port 465, TLS').first().waitFor()
  await main.getByLabel('Password', { exact: true }).waitFor()
  await main.getByRole('textbox', { name: 'Email address' }).focus()
  await main.keyboard.press('Tab')
  await fill('Email address', 'someone@gmail.com')
  await settings().waitFor({ state: 'detached' })
  await main.getByLabel('Password', { exact: true }).focus()
  await settings().getByText('smtp.gmail.com, port 465, TLS').waitFor()
  // A button does what it says, and no more.
  await fill('Email address', 'kari@rowing.example')
  await press('Set up by hand')
  await main.getByRole('textbox', { name: 'Host' }).waitFor()
  expect(world.https.asked.slice(before)).toEqual([
    'autoconfig.rowing.example/mail/config-v1.1.xml?emailaddress=ingrid%40rowing.example',
  ])
  expect(await findViolations(main)).toEqual([])
})

it('a server without encryption is listed, and not used without a word', async () => {
  await lookFor('marit@rowing.example')
  await settings()
    .getByRole('radio', { name: /port 25, not encrypted/ })
    .check()
  await settings()
    .getByText(/Without encryption anyone on the way/)
    .waitFor()
  expect(
    await settings().getByRole('button', { name: 'Use these settings' }).getAttribute('aria-disabled'),
  ).toBe('true')
})

it('Thunderbird’s database is asked only at the press of its button, about the domain alone', async () => {
  const { main } = program
  await lookFor('kari@regatta.example')
  await finding().getByRole('heading', { name: 'Nothing was found for regatta.example' }).waitFor()
  await step('Thunderbird')
    .getByText(/Only the domain regatta\.example would be sent/)
    .waitFor()
  const thunderbird = () => world.https.asked.filter((place) => place.includes('thunderbird'))
  expect(thunderbird()).toEqual([])
  expect(await findViolations(main)).toEqual([])
  await press('Ask Thunderbird’s public database')
  await settings().getByText('outgoing.regatta.example, port 465, TLS').waitFor()
  expect(thunderbird()).toEqual(['autoconfig.thunderbird.net/v1.1/regatta.example'])
})

it('a host outside the domain is the person’s to confirm', async () => {
  const { main } = program
  await lookFor('ole@lakeside.example')
  await settings()
    .getByText(/mail\.harbour\.example is outside lakeside\.example/)
    .waitFor()
  const use = settings().getByRole('button', { name: 'Use these settings' })
  expect(await use.getAttribute('aria-disabled')).toBe('true')
  expect(await findViolations(main)).toEqual([])
  await settings().getByRole('checkbox', { name: 'I know that mail.harbour.example carries my mail' }).check()
  await settings().getByRole('button', { name: 'Edit by hand' }).click()
  expect(await main.getByRole('textbox', { name: 'Host' }).inputValue()).toBe('mail.harbour.example')
})

it('our own table knows what a provider asks for, and asks nobody', async () => {
  const before = [...world.dns.asked, ...world.https.asked].length
  await lookFor('someone@gmail.com')
  await settings().getByText('smtp.gmail.com, port 465, TLS').waitFor()
  await settings().getByText('web sign-in or password').waitFor()
  await settings()
    .getByText(/app password/)
    .waitFor()
  expect([...world.dns.asked, ...world.https.asked]).toHaveLength(before)
})

it('what is no address is said at its field, and by hand is one press away', async () => {
  const { main } = program
  await lookFor('marit@@rowing')
  await main
    .getByRole('textbox', { name: 'Email address' })
    .and(main.locator('[aria-invalid=true]'))
    .waitFor()
  expect(await findViolations(main)).toEqual([])
  await press('Set up by hand')
  await main.getByRole('textbox', { name: 'Host' }).waitFor()
})
