// A contact that is edited and stored, with nothing changed in it, is as it was.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ContactFormState } from '../../../renderer/contacts/contact-forms.svelte.ts'
import { hardText } from '../../support/hard-text.ts'

const label = fc.oneof(
  fc.constantFrom(
    'work',
    'Work',
    'home,fax',
    'home, fax',
    'Phone',
    'Phone (work)',
    'Phone (Work)',
    'Phone (a,b)',
    'Phone (a, b)',
  ),
  hardText({ maxLength: 4 }),
)

it('keeps each label as it is stored, also where two look the same', () => {
  const labels = fc.array(label, { maxLength: 4 })
  fc.assert(
    fc.property(labels, labels, (ofAddresses, ofDetails) => {
      const addresses = ofAddresses.map((each, at) => ({ address: `p${at}@x.example`, label: each }))
      const details = ofDetails.map((each) => ({ label: each, value: '1' }))
      const form = new ContactFormState({
        id: 'a',
        name: 'Ann',
        addresses,
        details,
        createdAt: 1,
        changedAt: 1,
      })
      expect(form.value.addresses).toEqual(addresses.length === 0 ? [{ address: '', label: '' }] : addresses)
      expect(form.value.details).toEqual(details)
    }),
    {
      numRuns: Number(process.env.SENDOFF_RUNS ?? 200),
      examples: [
        [
          ['home,fax', 'home, fax'],
          ['Phone (a,b)', 'Phone (a, b)'],
        ],
      ],
    },
  )
})

it('stores what is typed over a label, and a known name as imports name it', () => {
  const details = [{ label: 'Phone (work)', value: '1' }]
  const form = new ContactFormState({
    id: 'a',
    name: 'Ann',
    addresses: [],
    details,
    createdAt: 1,
    changedAt: 1,
  })
  form.addDetail('Web')
  const [first] = form.details
  if (first !== undefined) first.label = 'Phone'
  expect(form.value.details.map((each) => each.label)).toEqual(['Phone', 'Web'])
})
