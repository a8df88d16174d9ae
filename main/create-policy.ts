// The policy, joined to the rooms that follow it.
import type { Notices } from './api/notices.ts'
import { fixedOf } from './policy/server-guard.ts'
import { givenId, type GivenServer } from './policy/policy.ts'
import type { PolicyBook } from './policy/policy-book.ts'
import type { GivenSettings } from './servers/given-rows.ts'
import { toSpoken } from './text/said.ts'
import { t } from './text/t.ts'

/** A given server as a record of the profile. */
export function toGivenSettings(given: GivenServer): GivenSettings {
  const { key, pins } = given
  return { id: givenId(key), ...fixedOf(given), ...(pins === undefined ? {} : { pins }) }
}

/** A file that cannot be used is told until it can: what, and where. */
export function tellPolicy({ state }: PolicyBook, notices: Notices): void {
  if (state.kind !== 'unusable') {
    notices.dismiss('policy')
    return
  }
  const detail = () =>
    state.problems
      .map(({ message, line, item }) => [
        line === null ? '' : t('policy.line', { line }),
        item,
        toSpoken(message),
      ])
      .map((parts) => parts.filter((part) => part !== '').join(': '))
  notices.add(() => ({
    id: 'policy',
    message: t('notice.policy'),
    detail: [state.path, ...detail()].join('\n'),
  }))
}
