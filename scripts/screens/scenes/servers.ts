// Servers, what is around them, and the practice server.
import type { Scene, Stage } from '../stage.ts'
import type { WordKey } from '../words.ts'

async function openServer(stage: Stage, name: string): Promise<void> {
  await stage.goTo('nav.outbox')
  await stage.goTo('nav.servers')
  await stage.row(name).getByRole('link').click()
}

async function addServer(stage: Stage): Promise<void> {
  await stage.goTo('nav.servers')
  await stage.press('servers.add')
}

const adding: readonly Scene[] = [
  { name: 'server-add', act: 'full', go: addServer },
  {
    name: 'server-found',
    act: 'full',
    go: async (stage) => {
      await addServer(stage)
      const { main, say } = stage
      await main.getByRole('textbox', { name: say('servers.email') }).fill('marit@gmail.com')
      await stage.press('discovery.find')
      await main.getByRole('heading', { name: say('discovery.settings') }).waitFor()
    },
  },
  {
    name: 'server-new',
    act: 'full',
    go: async (stage) => {
      await addServer(stage)
      await stage.press('discovery.byHand')
    },
  },
]

/** The form of a new server whose sign-in is by the web, once it was begun. */
async function signInByWeb(stage: Stage, provider: string, issuer?: string): Promise<void> {
  const { main, say, press } = stage
  const fill = (key: WordKey, value: string) =>
    main.getByRole('textbox', { name: say(key), exact: true }).fill(value)
  await addServer(stage)
  await main.getByRole('textbox', { name: say('servers.email') }).fill('marit@rowing.example')
  await press('discovery.byHand')
  await fill('servers.host', 'mail.rowing.example')
  await fill('servers.user', 'marit@rowing.example')
  await main.getByRole('combobox', { name: say('oauth.method'), exact: true }).selectOption(provider)
  if (issuer !== undefined) await fill('oauth.issuer', issuer)
  await fill('oauth.clientId', 'sendoff-of-the-rowing-club')
  await press('oauth.signIn')
  await main.getByRole('region', { name: say('oauth.panel') }).waitFor()
}

const signIns: readonly Scene[] = [
  { name: 'web-sign-in', act: 'full', go: (stage) => signInByWeb(stage, 'microsoft') },
  {
    name: 'web-sign-in-failed',
    act: 'full',
    go: async (stage) => {
      await signInByWeb(stage, 'issuer', 'https://127.0.0.1:1')
      await stage.main.locator('.why.bad.web-sign-in').first().waitFor()
    },
  },
]

const transfers: readonly Scene[] = [
  {
    name: 'server-import',
    act: 'full',
    go: async ({ goTo, choose }) => {
      await goTo('nav.servers')
      await choose('transfer.more', 'transfer.import')
    },
    after: ({ goTo }) => goTo('nav.outbox'),
  },
  {
    name: 'server-export',
    act: 'full',
    go: async ({ goTo, choose }) => {
      await goTo('nav.servers')
      await choose('transfer.more', 'transfer.export')
    },
    after: ({ goTo }) => goTo('nav.outbox'),
  },
]

export const serverScenes: readonly Scene[] = [
  { name: 'servers', act: 'full', go: ({ goTo }) => goTo('nav.servers') },
  { name: 'server-form', act: 'full', go: (stage) => openServer(stage, 'Rowing club') },
  {
    name: 'server-unsaved',
    act: 'full',
    go: async (stage) => {
      await openServer(stage, 'Rowing club')
      await stage.main
        .getByRole('textbox', { name: stage.say('servers.host'), exact: true })
        .fill('smtp.rowing.example')
      await stage.main.getByText(stage.say('servers.unsaved'), { exact: true }).waitFor()
    },
    after: ({ main, say }) =>
      main.getByRole('textbox', { name: say('servers.host'), exact: true }).fill('mail.rowing.example'),
  },
  {
    name: 'server-form-open',
    act: 'full',
    go: async (stage) => {
      await openServer(stage, 'Rowing club')
      await stage.main.evaluate(
        `for (const one of document.querySelectorAll('.form details')) one.open = true`,
      )
    },
  },
  {
    name: 'server-proxy',
    act: 'full',
    go: async (stage) => {
      await openServer(stage, 'Rowing club')
      const { main, say } = stage
      await main.getByText(say('servers.connection')).click()
      await main
        .getByLabel(say('servers.proxy'), { exact: true })
        .selectOption({ label: say('servers.proxy.socks5') })
      await main.getByRole('textbox', { name: say('servers.proxyUser') }).fill('marit')
      await main.getByLabel(say('servers.proxyPassword'), { exact: true }).scrollIntoViewIfNeeded()
    },
    after: async ({ goTo }) => goTo('nav.outbox'),
  },
  {
    // Its name leads nowhere: the first step says so.
    name: 'server-check',
    act: 'full',
    go: async (stage) => {
      await openServer(stage, 'Rowing club')
      await stage.press('servers.test')
      await stage.main.getByText(stage.say('check.whoseMove')).first().waitFor({ timeout: 20_000 })
    },
  },
  {
    name: 'health',
    act: 'full',
    go: async (stage) => {
      await stage.goTo('nav.outbox')
      await stage.goTo('nav.servers')
      await stage.main
        .getByRole('listitem')
        .filter({ has: stage.main.locator('.ticks') })
        .first()
        .getByRole('link')
        .click()
      await stage.main
        .getByRole('button', { name: new RegExp(stage.say('health.open', { name: '.*' })) })
        .click()
      await stage.main.getByText(stage.say('health.causes')).waitFor()
    },
  },
  ...adding,
  ...signIns,
  ...transfers,
  {
    name: 'identities',
    act: 'full',
    go: async ({ goTo, press, row, main }) => {
      await goTo('nav.servers')
      await press('identities.title')
      await row('marit@rowing.example').getByRole('link').click()
      await main
        .getByRole('heading', { name: 'Marit Vos' })
        .or(main.locator('#identity-form'))
        .first()
        .waitFor()
    },
  },
  {
    name: 'identity-new',
    act: 'full',
    go: async ({ goTo, press }) => {
      await goTo('nav.servers')
      await press('identities.title')
      await press('identities.add')
    },
  },
  {
    name: 'routes',
    act: 'full',
    go: async ({ goTo, press }) => {
      await goTo('nav.servers')
      await press('routes.title')
    },
  },
  {
    name: 'practice',
    act: 'full',
    go: async ({ goTo, main }) => {
      await goTo('nav.practice')
      await main.getByRole('row').nth(2).waitFor()
    },
  },
]
