import { expect, test } from 'vitest'
import { createCertificatesApi } from '../../../main/api/certificates-api.ts'
import { findOtherName } from '../../../main/servers/other-name.ts'

const addresses: Readonly<Record<string, readonly string[]>> = {
  'smtp.rowing.example': ['192.0.2.25', '2001:db8::25'],
  'mx7.harbourhost.example': ['2001:db8::25', '192.0.2.25'],
  'elsewhere.example': ['192.0.2.99'],
}
const lookUp = async (name: string) => {
  const found = addresses[name]
  if (found === undefined) throw new Error('ENOTFOUND')
  return found
}

test.each([
  [
    'one that leads to the same computer',
    ['elsewhere.example', 'mx7.harbourhost.example'],
    'mx7.harbourhost.example',
  ],
  ['none where all lead elsewhere or nowhere', ['elsewhere.example', 'none.example'], null],
  ['no wildcard', ['*.harbourhost.example'], null],
  ['no address', ['192.0.2.25'], null],
  ['not the name that is set already', ['SMTP.rowing.example.', 'smtp.rowing.example'], null],
])('%s is offered', async (_, names, expected) => {
  const found = await findOtherName('smtp.rowing.example', names, lookUp)
  expect(found?.name ?? null).toBe(expected)
  if (found !== null) expect(found.address).toBe('192.0.2.25')
})

test('a host that is an address itself is compared as it stands', async () => {
  expect(await findOtherName('192.0.2.25', ['mx7.harbourhost.example'], lookUp)).toEqual({
    name: 'mx7.harbourhost.example',
    address: '192.0.2.25',
  })
})

test('at most eight names are looked up', async () => {
  const asked: string[] = []
  const names = Array.from({ length: 50 }, (_, index) => `n${index}.example`)
  await findOtherName('192.0.2.25', names, async (name) => {
    asked.push(name)
    return []
  })
  expect(asked).toHaveLength(8)
})

test('it is used only while it is true, and never where a proxy looks the names up', async () => {
  const hosts: string[] = []
  const signedIn: string[] = []
  const server = { host: 'smtp.rowing.example' }
  const api = (over: object, look: typeof lookUp | undefined = lookUp) =>
    createCertificatesApi({
      servers: {
        get: () => ({ ...server, ...over }),
        setHost: async (_id: string, host: string) => void hosts.push(host),
      },
      outbox: { signedIn: async (id: string) => void signedIn.push(id) },
      lookUp: look,
    } as never)
  const input = { serverId: 's', name: 'mx7.harbourhost.example' }
  const names = [input.name]
  await api({}).useName(input)
  expect([hosts, signedIn]).toEqual([['mx7.harbourhost.example'], ['s']])
  await expect(api({}).useName({ ...input, name: 'elsewhere.example' })).rejects.toMatchObject({
    failure: { code: 'not-possible' },
  })
  expect(await api({ proxy: {} }).otherName({ serverId: 's', host: 'mail.example.org', names })).toBeNull()
  expect(hosts).toHaveLength(1)
})
