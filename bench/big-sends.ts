// Messages of 100 MB that go out of the program to a sink in a process of its own.
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Bridge } from '../preload/contract.ts'
import { firstMessage, startChild } from './child.ts'

const megabytes = 100

type Pages = typeof globalThis & { readonly sendoff: Bridge }

export interface BigSends {
  /** Lets them go. */
  start(): Promise<void>
  /** Those that are not handed over yet. */
  left(): Promise<number>
  close(): Promise<void>
}

/** Queues so many, with sending paused. @param page The main window. */
export async function queueBigSends(page: Page, folder: string, count: number): Promise<BigSends> {
  const sink = startChild('sink-process.ts', [])
  const { port } = (await firstMessage(sink)) as { readonly port: number }
  const path = join(folder, 'big.bin')
  await writeBig(path)
  await addServer(page, port)
  await page.evaluate(() => {
    const picker = Object.assign(document.createElement('input'), { type: 'file', id: 'bench-file' })
    document.body.append(picker)
  })
  await giveFile(page, path)
  for (let one = 0; one < count; one += 1) await page.evaluate(queueOne, one)
  return {
    start: async () => {
      await page.evaluate(() => (window as unknown as Pages).sendoff.settings.set({ sending: 'on' }))
    },
    left: () =>
      page.evaluate(async () => {
        const page_ = await (window as unknown as Pages).sendoff.outbox.list({
          list: 'outbox',
          offset: 0,
          limit: 100,
        })
        if (!page_.ok) throw new Error(page_.failure.message)
        return page_.value.entries.filter(
          ({ subject, state }) => subject.startsWith('Big ') && state !== 'sent',
        ).length
      }),
    close: async () => {
      const ended = once(sink, 'exit')
      sink.disconnect()
      await ended
    },
  }
}

/** By its path: Playwright's own way takes no large files. */
async function giveFile(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#bench-file' })
  await session.send('DOM.setFileInputFiles', { nodeId, files: [path] })
  await session.detach()
}

async function writeBig(path: string): Promise<void> {
  const file = await open(path, 'w')
  const piece = Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => (at * 31 + (at >> 8)) & 255))
  for (let written = 0; written < megabytes; written += 1) await file.write(piece)
  await file.close()
}

async function addServer(page: Page, port: number): Promise<void> {
  await page.evaluate(async (at) => {
    const { servers, settings } = (window as unknown as Pages).sendoff
    const saved = await servers.save({
      ...{ id: null, name: 'Sink', yourName: 'Marit', email: 'marit@sink.example', host: '127.0.0.1' },
      ...{ port: at, security: 'none', user: '', password: null, ehloName: '', allowInsecureAuth: false },
      isDefault: true,
    })
    if (!saved.ok || !saved.value.saved) throw new Error(JSON.stringify(saved))
    await settings.set({ sending: 'paused', undoSeconds: 0 })
  }, port)
}

/** Runs in the page. */
async function queueOne(number: number): Promise<void> {
  const { drafts, identities, outbox } = (window as unknown as Pages).sendoff
  const known = await identities.list()
  const own = known.ok ? known.value.find(({ address }) => address === 'marit@sink.example') : undefined
  const content = {
    identityId: own?.id ?? null,
    to: ['anna@sink.example'],
    subject: `Big ${number}`,
    text: 'Big.',
  }
  const made = await drafts.create({ content })
  if (!made.ok) throw new Error(made.failure.message)
  const { id: draftId } = made.value
  const files = document.querySelector<HTMLInputElement>('#bench-file')?.files ?? []
  const taken = await drafts.attachFiles(draftId, [...files])
  if (!taken.ok || taken.value.added.length === 0) throw new Error(JSON.stringify(taken))
  const queued = await outbox.enqueue({
    draftId,
    content: { ...made.value.content, attachments: taken.value.added },
  })
  if (!queued.ok || !queued.value.queued) throw new Error(JSON.stringify(queued))
}
