import { parsePolicy } from '../../../main/policy/parse-policy.ts'
import type { FuzzTarget } from '../target.ts'

const server = {
  ...{ key: 'office', name: 'Office', host: 'smtp.office.example', port: 465, security: 'implicit' },
  ...{ user: '%u', minTls: 'TLSv1.3', allowedSenders: ['@office.example'] },
}
const head = { format: 'sendoff-policy', version: 1, from: 'Kestrel IT' }
const text = (rest: object) => JSON.stringify({ ...head, ...rest }, null, 2)

export const target: FuzzTarget = {
  name: 'policy of an administrator',
  seeds: [
    text({ says: 'Our server only.', locked: { keepSettledDays: 90 }, defaults: { undoSeconds: 60 } }),
    text({ rules: { servers: 'given', requireTls: true, minTls: 'TLSv1.3' }, servers: [server] }),
    text({ servers: [server, { ...server, security: 'none', pins: ['0'.repeat(64)] }] }),
    `\uFEFF${text({ locked: { theme: 'dark', spellingLanguages: ['de-AT'] }, rules: { updates: false } })}`,
  ],
  words: [
    ...['{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\n', '\0', 'null', '-1e999', '"__proto__":{'],
    ...['"constructor":', '"locked":{', '"defaults":{', '"rules":{', '"servers":[', '"host":"', '"a b"'],
    ...['"security":"none"', '"pins":["', '"version":2', '\u202E'],
  ],
  run: (input) => {
    const parsed = parsePolicy(input.toString('utf8'))
    if (!parsed.ok) {
      const [problem] = parsed.problems
      if (problem === undefined) throw new Error('refused, and not said why')
      return `${parsed.problems.length} ${problem.line === null} ${problem.item.slice(0, 30)}`
    }
    const { locked = {}, defaults = {}, rules = {}, servers = [] } = parsed.policy
    for (const { host, user = '' } of servers) {
      if (/\p{Cc}/u.test(host + user)) throw new Error('P28: a control character would be taken')
    }
    return `${Object.keys(locked).length} ${Object.keys(defaults).length} ${Object.keys(rules).length} ${servers.length}`
  },
}
