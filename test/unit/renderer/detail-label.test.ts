import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Contact } from '../../../main/api.ts'
import { german } from '../../../renderer/text/de/index.ts'

/** The modules as a window in that language has them. */
async function inLanguage(language: string) {
  vi.resetModules()
  vi.stubGlobal('location', { search: `?language=${language}` })
  const labels = await import('../../../renderer/contacts/detail-label.ts')
  const { ContactFormState } = await import('../../../renderer/contacts/contact-forms.svelte.ts')
  return { ...labels, ContactFormState }
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

const contact: Contact = {
  ...{ id: 'a', name: 'A', createdAt: 1, changedAt: 1 },
  addresses: [
    { address: 'a@example.org', label: 'work' },
    { address: 'b@example.org', label: 'Verein' },
  ],
  details: [
    { label: 'Phone (work, fax)', value: '1' },
    { label: 'Postal address', value: '2' },
    { label: 'Shoe size', value: '44' },
  ],
}

describe('labels of a contact', () => {
  it('are German in German, and what a person named stays', async () => {
    const { showAddressLabel, showDetailLabel, knownDetails } = await inLanguage('de')
    expect(contact.details?.map(({ label }) => showDetailLabel(label))).toEqual([
      'Telefon (Arbeit, Fax)',
      'Postanschrift',
      'Shoe size',
    ])
    expect(contact.addresses.map(({ label = '' }) => showAddressLabel(label))).toEqual(['Arbeit', 'Verein'])
    expect(showAddressLabel('Home')).toBe('Privat')
    expect(knownDetails.map((label) => showDetailLabel(label))).toEqual(
      knownDetails.map((label) => german[`contacts.detail.${label}`]),
    )
  })

  it('are stored as they were, though shown in German while they are edited', async () => {
    const { ContactFormState } = await inLanguage('de')
    const form = new ContactFormState(contact)
    expect(form.details.map(({ label }) => label)).toEqual([
      'Telefon (Arbeit, Fax)',
      'Postanschrift',
      'Shoe size',
    ])
    expect(form.value.details).toEqual(contact.details)
    expect(form.value.addresses.map(({ label }) => label)).toEqual(['work', 'Verein'])
    form.addDetail('Birthday')
    expect(form.details.at(-1)?.label).toBe('Geburtstag')
    expect(form.value.details.at(-1)?.label).toBe('Birthday')
  })

  it('are those of the file in English', async () => {
    const { showAddressLabel, showDetailLabel } = await inLanguage('en')
    expect(['work', 'Work', 'Club'].map(showAddressLabel)).toEqual(['work', 'Work', 'Club'])
    expect(showDetailLabel('Phone (work)')).toBe('Phone (work)')
  })
})
