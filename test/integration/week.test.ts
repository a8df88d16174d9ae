// A simulated week (test/support/week): outages, greylisting, limits, lost replies, sleep, a clock that is set, a person who
// steers. What happened is held against the rules of product.md.
import { beforeAll, describe, expect, test } from 'vitest'
import { groupOf, isOpen } from '../../main/outbox/state.ts'
import { liveWeek } from '../support/week/week.ts'
import { concurrency, giveUpAfterMs, lanes, limitsOfA, type WeekRun } from '../support/week/week-run.ts'
import type { Visit } from '../support/week/week-server.ts'
import { dayMs, hourMs, minuteMs } from '../support/week/weather.ts'

const seeds = process.env.SENDOFF_LONG === '1' ? Array.from({ length: 50 }, (_, n) => n + 1) : [1, 2, 3]

describe.each(seeds)('week %i', (seed) => {
  let week: WeekRun
  beforeAll(async () => {
    week = await liveWeek(seed)
  }, 120_000)

  const visitsOf = (entryId: string) => week.visits.filter((one) => one.entryId === entryId)
  const entryIds = () => [...new Set(week.visits.map(({ entryId }) => entryId))]
  /** An attempt and the next one of the entry over the same lane. */
  const pairs = (): (readonly [Visit, Visit])[] =>
    entryIds().flatMap((entryId) => {
      const own = visitsOf(entryId)
      return own.slice(1).flatMap((later, at) => {
        const earlier = own[at]
        return earlier?.lane === later.lane ? [[earlier, later] as const] : []
      })
    })
  const isQuiet = (from: number, to: number) =>
    ![...week.wakes, ...week.jumps.map(({ at }) => at)].some((at) => at >= from && at <= to)
  const wasHurried = (entryId: string, from: number, to: number) =>
    week.hurries.some((one) => one.entryId === entryId && one.at >= from && one.at <= to)
  /** Its identity has further servers. */
  const isSharing = (entryId: string) => week.entries.get(entryId)?.identityId !== 'i1'
  const lines = ({ report }: Visit) =>
    [report?.failure?.reply, ...(report?.recipients.map(({ reply }) => reply) ?? [])].flatMap(
      (reply) => reply?.lines ?? [],
    )

  test('the week had weather: each trouble was met', () => {
    const met = new Set(week.visits.map(({ report }) => report?.overall))
    expect([...met]).toEqual(
      expect.arrayContaining(['accepted', 'partly', 'deferred', 'rejected', 'unconfirmed']),
    )
    const said = [...new Set(week.visits.flatMap(lines))].join('\n')
    for (const word of ['Greylisted', 'Too many messages', 'Mailbox full', '421'])
      expect(said).toContain(word)
    expect(week.visits.length).toBeGreaterThan(300)
  })

  test('P2, P3: nobody got a copy twice without consent, and nobody who was accepted was asked again', () => {
    const copies = new Map<string, number>()
    for (const { entryId, kept } of week.visits) {
      for (const address of kept)
        copies.set(`${entryId} ${address}`, (copies.get(`${entryId} ${address}`) ?? 0) + 1)
    }
    const doubled = [...copies].filter(([key, count]) => count > 1 + (week.consents.get(key) ?? 0))
    expect(doubled).toEqual([])
  })

  test('P3: unconfirmed is what the server kept its final reply back for, and it stays so until the person speaks', () => {
    for (const { entryId, entry } of week.changes) {
      for (const { address, status } of entry?.recipients ?? []) {
        if (status.state !== 'unconfirmed') continue
        const visit = week.visits.find(({ attemptId }) => attemptId === status.attemptId)
        expect(visit?.isSilent, `${entryId} ${address}`).toBe(true)
      }
    }
    for (const silent of week.visits.filter(({ isSilent }) => isSilent)) {
      const unknown = silent.report?.recipients.filter(({ outcome }) => outcome === 'unconfirmed') ?? []
      for (const { address } of unknown) {
        if (week.consents.has(`${silent.entryId} ${address}`)) continue
        const again = week.visits.filter(
          (one) =>
            one.startedAt > silent.startedAt && one.entryId === silent.entryId && one.to.includes(address),
        )
        expect(again).toEqual([])
      }
    }
  })

  test('P5: who is accepted is who the server kept the copy for', () => {
    for (const entry of week.entries.values()) {
      for (const { address, status } of entry.recipients) {
        if (status.state !== 'accepted') continue
        expect(week.visits.find(({ attemptId }) => attemptId === status.attemptId)?.kept).toContain(address)
      }
    }
  })

  test('P19: who was refused is not asked again', () => {
    for (const entryId of entryIds()) {
      const unknown = visitsOf(entryId).flatMap(({ to, report }) =>
        to.filter((address) =>
          report?.recipients.some((one) => one.address === address && one.outcome === 'rejected'),
        ),
      )
      expect(new Set(unknown).size).toBe(unknown.length)
    }
  })

  test('P19: nobody is asked again before the time that the reply or its cause gives', () => {
    let checked = 0
    for (const [earlier, later] of pairs()) {
      const from = earlier.endedAt ?? 0
      if (!isQuiet(from, later.startedAt) || wasHurried(later.entryId, earlier.startedAt, later.startedAt))
        continue
      const said = lines(earlier).join('\n')
      const waits = [
        ...(said.includes('Greylisted') ? [5] : []),
        ...(said.includes('Mailbox full') ? [60] : []),
        ...(said.includes('Too many') ? [15] : []),
        ...(said.includes('Temporary trouble') || said.includes('421') ? [5] : []),
        ...(earlier.report?.failure?.kind === 'network' || earlier.report?.failure?.kind === 'timeout'
          ? [1]
          : []),
      ]
      // The last try is made when the time for tries is over, however long the wait would be.
      const then = week.changes.findLast((one) => one.entryId === later.entryId && one.at <= later.startedAt)
      const isLast = later.startedAtWall >= (then?.entry?.waitingSince ?? Infinity) + giveUpAfterMs
      // Away from its own server, what that one said does not count.
      if (then?.entry?.homeServerId !== undefined) continue
      if (waits.length === 0 || isLast) continue
      checked += 1
      expect(later.startedAt - from, `${later.entryId}: ${said}`).toBeGreaterThanOrEqual(
        Math.min(...waits) * minuteMs,
      )
    }
    expect(checked).toBeGreaterThan(20)
  })

  test('P19: greylisted is asked again as soon as the reply said, where the server was well', () => {
    let checked = 0
    for (const [earlier, later] of pairs()) {
      const from = earlier.endedAt ?? 0
      if (
        !lines(earlier).some((line) => line.includes('Greylisted')) ||
        later.lane === 'a' ||
        isSharing(later.entryId)
      )
        continue
      const isSlowed = week.visits.some(
        (one) =>
          one.lane === later.lane &&
          one.startedAt < later.startedAt &&
          lines(one).some((line) => line.includes('Too many')),
      )
      const isBusy = week.weather.wasTroubled(later.lane, from - hourMs, later.startedAt)
      const wasHeld = week.changes.some(
        (one) =>
          one.entryId === later.entryId &&
          one.entry?.hold !== undefined &&
          one.at >= from &&
          one.at <= later.startedAt,
      )
      if (!isQuiet(from, later.startedAt) || isSlowed || isBusy || wasHeld) continue
      checked += 1
      const before = week.visits.filter(
        (one) => one.lane === later.lane && one.startedAt < later.startedAt && (one.endedAt ?? 0) > from,
      )
      const busyMs = before.reduce((sum, one) => sum + (one.endedAt ?? 0) - one.startedAt, 0)
      expect(later.startedAt - from, later.entryId).toBeLessThanOrEqual(5.5 * minuteMs + busyMs + 1_000)
    }
    expect(checked).toBeGreaterThan(3)
  })

  test('P15, P19: who gave up waits for the person with the reason, after at least the days that are set, and is not deleted', () => {
    const gaveUp = [...week.entries.values()].filter(({ hold }) => hold === 'gave-up')
    expect(gaveUp.length).toBeGreaterThan(3)
    for (const entry of gaveUp) {
      expect([entry.reason.kind, groupOf(entry)]).toEqual(['gave-up', 'your-move'])
      const first = visitsOf(entry.id)[0]
      const last = visitsOf(entry.id).at(-1)
      const setForward = week.jumps.filter(({ byMs }) => byMs > 0).reduce((sum, { byMs }) => sum + byMs, 0)
      expect((last?.endedAt ?? 0) - (first?.startedAt ?? 0)).toBeGreaterThan(2 * dayMs - setForward - hourMs)
    }
    const gone = entryIds().filter((id) => !week.entries.has(id))
    expect(gone.filter((id) => !week.deleted.has(id))).toEqual([])
  })

  test('P17: trouble of a server is charged to no entry', () => {
    for (const entry of week.entries.values()) {
      const own = [...week.attempts.values()].filter(({ entryId }) => entryId === entry.id)
      const charged = own.filter(
        ({ failure, overall }) =>
          overall === 'deferred' && ['connect', 'greeting'].includes(failure?.phase ?? ''),
      )
      expect(charged.filter(({ counts }) => counts)).toEqual([])
    }
  })

  test('RFC 5321 4.5.4.1: a server in trouble is asked by one entry at a time, and less and less often', () => {
    for (const { lane, from, to, trouble } of week.weather.spells) {
      if (trouble === 'password') continue
      const probes = week.visits.filter(
        (one) =>
          one.lane === lane &&
          one.startedAt >= from &&
          one.startedAt < to &&
          ['connect', 'greeting'].includes(one.report?.failure?.phase ?? ''),
      )
      // Those that had begun when it fell ill, and what a person hurried or a wake-up started, come on top.
      const extra =
        2 +
        week.wakes.filter((at) => at >= from && at <= to).length * 5 +
        week.hurries.filter(({ at }) => at >= from && at <= to).length
      const forward = week.jumps.filter(({ at, byMs }) => byMs > 0 && at >= from && at <= to).length
      expect(probes.length, `${lane} ${trouble}`).toBeLessThanOrEqual(
        4 + Math.ceil((to - from) / hourMs) * 4 + extra + forward,
      )
    }
  })

  test('P15: what is due and not sent says why: its server is waited for or paced, or others are before it', () => {
    for (const { at, entry, lane, dueForMs, reason, isLaneBusy } of week.waiting) {
      // A lane sleeps for an hour at most: a clock that was set forward is noticed by then.
      const wasSet = week.jumps.some((jump) => jump.byMs > 0 && jump.at >= at - hourMs && jump.at <= at)
      const isExplained = ['server-wait', 'paced'].includes(reason?.kind ?? '') || isLaneBusy || wasSet
      expect(
        isExplained,
        `${entry.id} over ${lane}, due for ${dueForMs / minuteMs} min: ${JSON.stringify(reason)}`,
      ).toBe(true)
    }
  })

  test('no lane runs more attempts than its server is given', () => {
    for (const lane of lanes) {
      const own = week.visits.filter((one) => one.lane === lane)
      for (const visit of own) {
        const others = own.filter(
          (one) =>
            one !== visit && one.startedAt <= visit.startedAt && (one.endedAt ?? Infinity) > visit.startedAt,
        )
        expect(others.length).toBeLessThan(concurrency[lane] ?? 1)
      }
    }
  })

  test('pacing: never above the setting, neither a minute nor a day', () => {
    const own = week.visits.filter(({ lane }) => lane === 'a')
    const unasked = own.filter(({ entryId, startedAt }) => !wasHurried(entryId, 0, startedAt))
    const byDay = new Map<string, number>()
    for (const [at, visit] of unasked.entries()) {
      const before = own[own.indexOf(visit) - 1]
      if (before !== undefined && at > 0 && isQuiet(before.startedAt, visit.startedAt)) {
        expect(visit.startedAt - before.startedAt, visit.entryId).toBeGreaterThanOrEqual(
          minuteMs / limitsOfA.perMinute,
        )
      }
      const day = new Date(visit.startedAtWall).toDateString()
      byDay.set(day, (byDay.get(day) ?? 0) + 1)
    }
    // A clock that is set back lives a part of a day twice.
    const setBack = week.jumps.some(({ byMs }) => byMs < 0)
    for (const count of byDay.values())
      expect(count).toBeLessThanOrEqual(limitsOfA.perDay * (setBack ? 2 : 1))
    expect(Math.max(...byDay.values())).toBeGreaterThan(40)
  })

  test('pacing: after a rate limit the server is sent to at half the pace', () => {
    const own = week.visits.filter(({ lane }) => lane === 'b')
    const limited = own.filter((one) => lines(one).some((line) => line.includes('Too many')))
    expect(limited.length).toBeGreaterThan(0)
    for (const visit of limited) {
      const end = visit.endedAt ?? 0
      const measured = own.filter((one) => one.startedAt > end - minuteMs && one.startedAt <= end).length
      const next = own.filter((one) => one.startedAt > end + 5_000 && one.startedAt < end + hourMs)
      for (const [at, later] of next.slice(1).entries()) {
        const gap = later.startedAt - (next[at]?.startedAt ?? 0)
        if (wasHurried(later.entryId, 0, later.startedAt) || !isQuiet(end, later.startedAt)) continue
        expect(gap).toBeGreaterThanOrEqual((2 * minuteMs) / Math.max(2, measured))
      }
    }
  })

  test('nothing is stuck: in the end all is settled, or waits for the person with a reason', () => {
    for (const entry of week.entries.values()) {
      const waits =
        entry.cancelledAt !== undefined || entry.hold !== undefined || groupOf(entry) === 'your-move'
      const fullOnly = entry.recipients.filter(isOpen).every(({ address }) => address.startsWith('full'))
      expect(
        waits || fullOnly,
        JSON.stringify([
          entry.id,
          entry.reason,
          entry.recipients.map(({ address, status }) => [address, status.state]),
        ]),
      ).toBe(true)
    }
  })
})
