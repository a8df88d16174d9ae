// What a window may send of contacts, groups and addresses.
import { z } from 'zod'
import { contactForm, groupForm, importMapping } from '../../contacts/contact-schemas.ts'
import { id, maxMailbox } from '../../drafts/content-schema.ts'
import type { SchemasOf } from './channel.ts'
import { none } from './common.ts'

export const contactsSchemas = {
  'addresses.check': z.strictObject({ text: z.string().max(1_000_000) }),
  'addresses.lookUp': z.strictObject({ domain: z.string().max(300) }),
  'addresses.isWorkDomain': z.strictObject({ domain: z.string().max(300) }),
  'contacts.list': z.strictObject({
    text: z.string().max(1_000),
    offset: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(1_000),
  }),
  'contacts.get': z.strictObject({ contactId: id }),
  'contacts.save': contactForm,
  'contacts.remove': z.strictObject({ contactIds: z.array(id).max(100_000) }),
  'contacts.groups': none,
  'contacts.getGroup': z.strictObject({ groupId: id }),
  'contacts.saveGroup': groupForm,
  'contacts.addMembers': z.strictObject({ groupId: id, text: z.string().max(1_000_000) }),
  'contacts.removeMembers': z.strictObject({
    groupId: id,
    addresses: z.array(z.string().max(maxMailbox)).min(1).max(10_000),
  }),
  'contacts.messages': z.strictObject({ contactId: id }),
  'contacts.removeGroup': z.strictObject({ groupId: id }),
  'contacts.complete': z.strictObject({
    text: z.string().max(1_000),
    limit: z.number().int().min(1).max(100),
    exclude: z.array(z.string().max(maxMailbox)).max(30_000),
  }),
  'contacts.forget': z.strictObject({ address: z.string().max(maxMailbox) }),
  'contacts.merge': z.strictObject({ keepId: id, goneId: id }),
  'contacts.part': z.strictObject({ contactId: id, otherId: id }),
  'contacts.doubles': none,
  'contacts.undo': z.strictObject({ undoId: id }),
  'contacts.readFile': none,
  'contacts.mapColumns': importMapping,
  'contacts.import': z.strictObject({ previewId: id }),
  'contacts.saveReport': z.strictObject({ text: z.string().min(1).max(50_000_000) }),
  'contacts.export': z.strictObject({
    format: z.enum(['vcard4', 'vcard3', 'csv']),
    contactIds: z.array(id).max(100_000).nullable(),
  }),
} as const satisfies SchemasOf<'addresses' | 'contacts'>
