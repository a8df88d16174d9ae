import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OpenRequest } from '../../../main/drafts/open-request.ts'
import { GivenFiles, requestsFor } from '../../../main/electron/given-files.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('message files are shown, of all others one message is made', () => {
  expect(requestsFor(['/a/x.EML', '/a/plan.pdf', '/a/b.png'])).toMatchObject([
    { kind: 'files', paths: ['/a/x.EML'] },
    { kind: 'compose', message: { to: [], attach: ['/a/plan.pdf', '/a/b.png'] } },
  ])
  expect(requestsFor([])).toEqual([])
})

test('files that are handed over one after the other are opened together, and later ones on their own', () => {
  const opened: OpenRequest[] = []
  const given = new GivenFiles((request) => opened.push(request))
  given.add('/a/1.pdf')
  given.add('/a/2.pdf')
  expect(opened).toEqual([])
  vi.advanceTimersByTime(1_000)
  given.add('/a/3.pdf')
  vi.advanceTimersByTime(1_000)
  expect(opened).toMatchObject([
    { message: { attach: ['/a/1.pdf', '/a/2.pdf'] } },
    { message: { attach: ['/a/3.pdf'] } },
  ])
})
