// Octets that the server does not take (cli.md, timeouts).
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { jobFor, messageTo, resultOf } from './program.ts'
import { serve } from './serving.ts'

it.each([{ replyMs: 300 }, { totalMs: 600 }])(
  'content that makes no headway ends by %o: deferred, kind timeout',
  async (timeouts) => {
    const { port } = await serve({ on: { DATA: '354 go ahead then stall' } })
    const folder = await mkdtemp(join(tmpdir(), 'sendoff-cli-'))
    const rawPath = join(folder, 'big.eml')
    await writeFile(rawPath, `Subject: big\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(300_000)}`)
    const { from, to } = messageTo()
    const result = await resultOf(jobFor(port, { timeouts, messages: [{ from, to, rawPath }] }))
    await rm(folder, { recursive: true })
    expect(result).toMatchObject({ overall: 'deferred', phase: 'message', kind: 'timeout' })
  },
)
