// Makes main/discovery/data/services.json, our own table of automatic settings, from the well-known services of nodemailer
// (MIT-0): mailbox providers alone, and of each only what is needed. Run again when nodemailer is updated:
// `node scripts/discovery-services.ts`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { z } from 'zod'
import { root } from './support/root.ts'

const known = z.record(
  z.string(),
  z.object({
    description: z.string(),
    domains: z.array(z.string()).default([]),
    host: z.string().optional(),
    port: z.coerce.number().optional(),
    secure: z.boolean().optional(),
  }),
)

interface Change {
  /** Shown; default: the description without what stands in brackets. */
  readonly name?: string
  readonly domains?: readonly string[]
  /** Mail exchangers in these domains are this provider's: it serves domains of its customers. */
  readonly mx?: readonly string[]
  readonly port?: number
}

/** Mailbox providers, and what nodemailer does not say of them. What is not listed sends for programs or catches test mail. */
const providers: Readonly<Record<string, Change>> = {
  '1und1': {
    name: '1&1',
    domains: ['1und1.de', 'online.de', 'onlinehome.de'],
    mx: ['1and1.com', '1und1.de'],
  },
  '126': { domains: ['126.com'] },
  '163': { domains: ['163.com'] },
  Aliyun: {},
  AOL: { domains: ['aim.com'] },
  Aruba: { name: 'Aruba PEC' },
  Bluewin: {},
  BOL: {},
  Disroot: { mx: ['disroot.org'] },
  FastMail: { name: 'Fastmail', mx: ['messagingengine.com'] },
  GandiMail: { mx: ['mail.gandi.net'] },
  Gmail: { mx: ['google.com', 'googlemail.com'] },
  GMX: { domains: ['gmx.at', 'gmx.ch', 'gmx.eu', 'gmx.org', 'gmx.info', 'gmx.us'] },
  // The list has port 25; 465 with TLS is what the provider's help names.
  Godaddy: { name: 'GoDaddy', mx: ['secureserver.net'], port: 465 },
  Hotmail: {
    name: 'Outlook.com',
    domains: ['live.com', 'msn.com', 'hotmail.co.uk', 'hotmail.fr', 'hotmail.de'],
  },
  iCloud: { mx: ['mail.icloud.com'] },
  Infomaniak: { mx: ['infomaniak.ch'] },
  KolabNow: { mx: ['kolabnow.com'] },
  Loopia: { mx: ['loopia.se'] },
  'Mail.ru': { domains: ['mail.ru', 'inbox.ru', 'list.ru', 'bk.ru'], mx: ['mail.ru'] },
  Naver: { domains: ['naver.com'] },
  One: { name: 'One.com', mx: ['one.com'] },
  Outlook365: { name: 'Microsoft 365', mx: ['mail.protection.outlook.com', 'mx.microsoft'] },
  Proton: { mx: ['protonmail.ch'] },
  'qiye.aliyun': { mx: ['mxhichina.com'] },
  QQ: { domains: ['foxmail.com'] },
  QQex: { mx: ['mxbiz1.qq.com', 'mxbiz2.qq.com'] },
  Runbox: { mx: ['runbox.com'] },
  Seznam: { mx: ['seznam.cz'] },
  Yahoo: {
    domains: ['ymail.com', 'rocketmail.com', 'yahoo.co.uk', 'yahoo.de', 'yahoo.fr', 'yahoo.es', 'yahoo.it'],
  },
  Yandex: { domains: ['yandex.com', 'ya.ru'], mx: ['mx.yandex.net', 'mx.yandex.ru'] },
  Zoho: { domains: ['zoho.com', 'zohomail.com'], mx: ['zoho.com'] },
}

const list = known.parse(
  JSON.parse(readFileSync(join(root, 'node_modules/nodemailer/dist/well-known/services.json'), 'utf8')),
)
const services = Object.entries(providers).map(([key, change]) => {
  const service = list[key]
  if (service?.host === undefined) throw new Error(`nodemailer lists no ${key} any more`)
  const port = change.port ?? service.port ?? 587
  return {
    name: change.name ?? service.description.replace(/\s*\(.*\)/, ''),
    domains: [...service.domains, ...(change.domains ?? [])],
    mx: change.mx ?? [],
    host: service.host,
    port,
    security: port === 465 ? 'implicit' : 'starttls',
  }
})
const file = join(root, 'main/discovery/data/services.json')
const source = 'Well-known services of nodemailer (MIT-0, Andris Reinman), by scripts/discovery-services.ts'
writeFileSync(file, await format(JSON.stringify({ source, services }), { parser: 'json', printWidth: 110 }))
console.log(`${services.length} of ${Object.keys(list).length} services in ${file}`)
