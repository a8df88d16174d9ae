import type { MailResolver } from '../../main/outbox/route/resolve-mx.ts'

/** What the name service knows of one name; an error code in place of records makes the look-up fail with it. */
export interface FakeZone {
  readonly mx?: readonly (readonly [preference: number, host: string])[] | string
  readonly a?: readonly string[] | string
  readonly aaaa?: readonly string[] | string
}

export interface FakeResolver extends MailResolver {
  /** `MX example.org`, `A …`, `AAAA …` in the order of asking. */
  readonly asked: readonly string[]
}

/** A name service that knows `zones` and nothing else: an unknown name is `ENOTFOUND`, a record left out `ENODATA`. */
export function createFakeResolver(zones: Readonly<Record<string, FakeZone>>): FakeResolver {
  const asked: string[] = []
  const find = <T>(
    type: string,
    name: string,
    pick: (zone: FakeZone) => readonly T[] | string | undefined,
  ) => {
    asked.push(`${type} ${name}`)
    const zone = zones[name]
    const records = zone === undefined ? 'ENOTFOUND' : (pick(zone) ?? 'ENODATA')
    return typeof records === 'string'
      ? Promise.reject(Object.assign(new Error(`${type} ${name} ${records}`), { code: records }))
      : Promise.resolve(records)
  }
  return {
    asked,
    resolveMx: async (name) =>
      (await find('MX', name, ({ mx }) => mx)).map(([priority, exchange]) => ({ priority, exchange })),
    resolve4: (name) => find('A', name, ({ a }) => a),
    resolve6: (name) => find('AAAA', name, ({ aaaa }) => aaaa),
  }
}
