// What the policy means for outgoing servers. The core asks here before it stores, connects or imports.
import { isDeepStrictEqual } from 'node:util'
import type { SendProblem, ServerForm } from '../api.ts'
import { CallError } from '../result.ts'
import type { ServerGuard } from '../servers/guard.ts'
import type { Server } from '../servers/server.ts'
import { t } from '../text/t.ts'
import { givenId, type GivenServer } from './policy.ts'
import type { PolicyBook } from './policy-book.ts'

/** The guard over the policy as it is at each question. */
export function createServerGuard(book: PolicyBook): ServerGuard {
  const givenOf = (serverId: string) => book.given.find(({ key }) => givenId(key) === serverId)
  return {
    isGiven: (serverId) => givenOf(serverId) !== undefined,
    mayAdd: () => {
      if (book.rules.servers === 'any') return
      refuse(book.rules.servers === 'frozen' ? t('policy.frozen') : t('policy.only-given', { who: book.who }))
    },
    mayChange: ({ id, name }) => {
      if (book.rules.servers === 'frozen') refuse(t('policy.frozen'))
      if (givenOf(id) !== undefined) refuse(t('policy.given-stays', { server: name, who: book.who }))
    },
    mayDelete: ({ id, name }) => {
      if (book.rules.servers === 'frozen') refuse(t('policy.frozen'))
      if (givenOf(id) !== undefined) refuse(t('policy.no-delete', { server: name, who: book.who }))
    },
    mayTrust: () => {
      if (!book.rules.trustByHand) refuse(t('policy.no-trust', { who: book.who }))
    },
    judgeForm: (form) => judgeForm(book, form, form.id === null ? undefined : givenOf(form.id)),
    refusal: (server) => refusalOf(book, server),
    harden: (target, serverId) => {
      const { minTls, trustByHand } = book.rules
      const pins = trustByHand ? target.tls?.pins : givenOf(serverId)?.pins
      const { pins: _old, ...tls } = target.tls ?? {}
      return {
        ...target,
        tls: {
          ...tls,
          ...(minTls === 'TLSv1.3' ? { minVersion: minTls } : {}),
          ...(pins === undefined || pins.length === 0 ? {} : { pins }),
        },
      }
    },
  }
}

function refuse(message: string): never {
  throw new CallError('not-possible', message)
}

/** Why nothing goes over this server; null: it may. */
function refusalOf(
  book: PolicyBook,
  server: Pick<Server, 'id' | 'kind' | 'name' | 'security'>,
): string | null {
  const { who, rules } = book
  if (server.kind === 'practice') return rules.practiceServer ? null : t('policy.no-practice', { who })
  if (rules.servers === 'given' && !book.given.some(({ key }) => givenId(key) === server.id))
    return t('policy.not-given', { server: server.name, who })
  if (rules.requireTls && server.security === 'none')
    return t('policy.no-plain', { server: server.name, who })
  return null
}

/** What the file says of a given server stays as it says. */
function judgeForm(
  book: PolicyBook,
  form: ServerForm,
  given: GivenServer | undefined,
): readonly SendProblem[] {
  const { who, rules } = book
  if (rules.servers === 'frozen') return [{ field: 'name', message: t('policy.frozen') }]
  if (given === undefined) {
    if (rules.servers === 'given') return [{ field: 'name', message: t('policy.only-given', { who }) }]
    return rules.requireTls && form.security === 'none'
      ? [{ field: 'security', message: t('policy.no-plain', { server: form.name, who }) }]
      : []
  }
  const message = t('policy.given-stays', { server: given.name, who })
  const fixed = { ...fixedOf(given), allowInsecureAuth: false }
  const said = { ...form, queueInFlight: form.queueInFlight === true }
  return (Object.keys(fixed) as (keyof typeof fixed)[])
    .filter((name) => !isDeepStrictEqual(fixed[name], said[name]))
    .map((field) => ({ field, message }))
}

/** The fields of a server that the file fixes. */
export function fixedOf({
  key: _key,
  pins: _pins,
  ...given
}: GivenServer): Omit<GivenServer, 'key' | 'pins'> {
  return given
}
