// Contacts of two processes on one profile, each with a memory of its own.
import { createContacts } from '../../main/contacts/contacts.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createTempProfile } from './temp-profile.ts'

export async function openTwoRooms() {
  const profile = await createTempProfile()
  const open = async (seed: number) => {
    const { store } = await profile.open()
    const [{ clock }, random] = [profile, createSeededRandom(seed)]
    return createContacts({ table: store.people, clock, random, changed: () => undefined })
  }
  return { profile, first: await open(1), second: await open(2) }
}
