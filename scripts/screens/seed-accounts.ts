import type { Page } from 'playwright-core'
import type { IdentityForm } from '../../main/api.ts'
import type { Identity } from '../../main/identities/identity.ts'
import { ask } from './ask.ts'
import { people } from './seed-data.ts'

/** A server that is never used, with two signatures. @returns the id of its identity. */
export async function addServer(main: Page): Promise<string> {
  const saved = await ask(main, 'servers', 'save', {
    id: null,
    name: 'Rowing club',
    yourName: 'Marit Vos',
    email: 'marit@rowing.example',
    host: 'mail.rowing.example',
    port: 587,
    security: 'starttls',
    user: 'marit@rowing.example',
    password: 'not a real one',
    ehloName: '',
    allowInsecureAuth: false,
    isDefault: false,
    perMinute: 30,
    perDay: 500,
    allowedSenders: ['@rowing.example'],
  })
  if (!saved.saved) throw new Error(JSON.stringify(saved))
  const own = (await ask(main, 'identities', 'list')).find(({ serverId }) => serverId === saved.server.id)
  if (own === undefined) throw new Error('The new server has no address.')
  await ask(main, 'identities', 'save', {
    ...formOf(own),
    organisation: 'Rowing club',
    signatures: [
      { id: 'club', name: 'Club', text: 'Marit Vos\nRowing club, secretary' },
      { id: 'short', name: 'Short', text: 'Marit' },
    ],
  })
  return own.id
}

function formOf(identity: Identity): IdentityForm {
  return {
    id: identity.id,
    name: identity.name,
    address: identity.address,
    serverId: identity.serverId,
    furtherServerIds: [],
    replyTo: '',
    organisation: '',
    signatures: [],
    alwaysBcc: [],
    sentCopy: null,
    envelopeSender: '',
  }
}

/** Contacts, and two groups of them. */
export async function addPeople(main: Page): Promise<void> {
  const ids: string[] = []
  for (const { name, address, organisation, more } of people) {
    const saved = await ask(main, 'contacts', 'save', {
      id: null,
      name,
      given: '',
      family: '',
      organisation: organisation ?? '',
      addresses: [{ address, label: '' }, ...(more ?? [])],
      note: name.startsWith('Anna') ? 'Keeps the key of the boathouse.' : '',
      details: name.startsWith('Anna') ? [{ label: 'Phone', value: '+31 6 1234 5678' }] : [],
    })
    if (saved.saved) ids.push(saved.id)
  }
  for (const [name, count] of [
    ['Board', 4],
    ['Crew of the blue boat', 8],
  ] as const) {
    const members = people
      .slice(0, count)
      .map(({ name: whom, address }, at) => ({ address, name: whom, contactId: ids[at] }))
    await ask(main, 'contacts', 'saveGroup', {
      id: null,
      name,
      members,
      field: name === 'Board' ? 'to' : 'bcc',
    })
  }
}
