// Servers that an administrator gives, as rows of the profile: what a person filled in stays with them. Pure.
import { isDeepStrictEqual } from 'node:util'
import { isSameOwner } from '../message/registered-domain.ts'
import type { Server } from './server.ts'

/** What is given of a server; the rest is the person's. */
export type GivenSettings = Pick<Server, 'id' | 'name' | 'host' | 'port' | 'security'> &
  Partial<
    Pick<Server, 'user' | 'ehloName' | 'mechanism' | 'minTls' | 'pins' | 'allowedSenders'> & {
      readonly queueInFlight: boolean
    }
  >

/** The row of a given server after the policy was read; itself where nothing is new. */
export function toGivenRow(settings: GivenSettings, old: Server | undefined, createdAt: number): Server {
  const { queueInFlight, ...rest } = settings
  // A row has it on, or not at all.
  const given = { ...rest, ...(queueInFlight === true ? { queueInFlight } : {}) }
  if (old === undefined)
    return {
      ...{ kind: 'configured', user: '', ehloName: '', pins: [], isDefault: false },
      ...given,
      allowInsecureAuth: false,
      createdAt,
    }
  const isOther = !isSameOwner(old.host, given.host)
  const { clientCertificate, pins, ...stays } = old
  const { queueInFlight: _off, ...slow } = stays
  const kept = queueInFlight === false ? slow : stays
  const certificate = isOther || clientCertificate === undefined ? {} : { clientCertificate }
  const row = { ...kept, ...certificate, pins: isOther ? [] : pins, ...given, allowInsecureAuth: false }
  return isDeepStrictEqual(row, old) ? old : row
}
