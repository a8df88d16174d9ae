// The ways in which a large file goes out: ours, nodemailer's, and the limit. Each has sent something small before it is measured.
import { createReadStream } from 'node:fs'
import { open, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { runJobs } from '../main/cli/jobs/run-jobs.ts'
import { base64LinesOctets } from '../main/message/base64-lines.ts'
import { composePieces, type ComposeInput } from '../main/message/compose.ts'
import { composeSource } from '../main/cli/compose-source.ts'
import { ContentScan } from '../main/smtp/content-scan.ts'
import { openClient } from '../main/smtp/session.ts'
import { createFaults } from '../main/storage/faults.ts'
import { fillFrom, hashFile, readPieces } from '../main/storage/fill-file.ts'
import { createSystemClock } from '../main/system/clock.ts'
import { createSystemRandom } from '../main/system/random.ts'
import { openOurs } from './clients.ts'
import { sendReady } from './ready-octets.ts'

export interface Errand {
  readonly port: number
  /** The file. */
  readonly path: string
  /** For what has to be written on the way. */
  readonly folder: string
}

export interface Way {
  send(): Promise<void>
  close(): Promise<void>
}

const from = 'ann@sink.test'
const to = 'r0@sink.test'

const ways = { spool, direct, binary, peer, ready }

export type WayName = keyof typeof ways

export function isWay(name: string): name is WayName {
  return Object.hasOwn(ways, name)
}

export function createWay(name: WayName, errand: Errand): Promise<Way> {
  return ways[name](errand)
}

/** The message with the file, or with none. */
async function composeInput(path?: string): Promise<ComposeInput> {
  const file = { name: 'drawings.bin', type: 'application/octet-stream' }
  return {
    from: { local: 'ann', domain: 'sink.test', address: from },
    to: [{ local: 'r0', domain: 'sink.test', address: to }],
    ...{ cc: [], subject: 'Drawings', text: 'Here they are.\n', boundarySeed: 'bench', date: 0 },
    messageId: '<bench@sink.test>',
    attachments:
      path === undefined ? [] : [{ ...file, octets: (await stat(path)).size, open: () => readPieces(path) }],
  }
}

/** As the outbox does it, but for what it syncs: the message is written to the spool with its hash, checked, and sent from there. */
async function spool({ port, path, folder }: Errand): Promise<Way> {
  const sender = await openOurs({ port, security: 'none', signIn: false })
  const spooled = join(folder, 'message.eml')
  const send = async (input: ComposeInput) => {
    const { stored, bytes } = await fillFrom(composePieces(input), spooled, createFaults([]))
    if (bytes !== undefined) await writeFile(spooled, bytes)
    const scan = new ContentScan()
    const checked = await hashFile(spooled, (piece) => scan.push(piece))
    if (checked.sha256 !== stored.sha256) throw new Error('the spooled message is damaged')
    await sender.send({
      to: [to],
      size: stored.size,
      facts: scan.finish(),
      pieces: (lasting) => readPieces(spooled, lasting),
      open: () => createReadStream(spooled),
    })
  }
  await send(await composeInput())
  return { send: async () => send(await composeInput(path)), close: () => sender.close() }
}

/** As `sendoff send --attach` does it: the message is made while it is sent. */
async function direct({ port, path }: Errand): Promise<Way> {
  const sender = await openOurs({ port, security: 'none', signIn: false })
  const send = async (input: ComposeInput) => sender.send({ to: [to], ...(await composeSource(input)) })
  await send(await composeInput())
  return { send: async () => send(await composeInput(path)), close: () => sender.close() }
}

/** As `sendoff send --jobs` does it: a message that is ready on the disk goes octet for octet; connecting is measured too. */
async function binary({ port, path, folder }: Errand): Promise<Way> {
  const ready = join(folder, 'ready.eml')
  const small = join(folder, 'small.eml')
  await writeBinary(ready, readPieces(path))
  await writeBinary(small, [Buffer.from('small')])
  await runJob(port, small)
  return { send: () => runJob(port, ready), close: () => Promise.resolve() }
}

async function writeBinary(path: string, body: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
  const fields = [
    ...[`From: ${from}`, `To: ${to}`, 'MIME-Version: 1.0', 'Content-Type: application/octet-stream'],
    ...['Content-Transfer-Encoding: binary', '', ''],
  ]
  const file = await open(path, 'w')
  await file.writeFile(fields.join('\r\n'))
  for await (const piece of body) await file.writeFile(piece)
  await file.close()
}

async function runJob(port: number, rawPath: string): Promise<void> {
  const message = { from, to: [{ address: to }], rawPath, body: 'binarymime' }
  const job = { id: 'bench', host: '127.0.0.1', port, security: 'none', messages: [message] }
  let answer = ''
  await runJobs(
    { concurrency: 1, explain: false, withTranscript: false },
    {
      openClient,
      clock: createSystemClock(),
      random: createSystemRandom(),
      input: oneLine(`${JSON.stringify(job)}\n`),
      write: (line) => {
        answer += line
        return Promise.resolve()
      },
    },
  )
  if (!answer.includes('"overall":"accepted"')) throw new Error(answer)
}

async function* oneLine(line: string): AsyncGenerator<string> {
  yield await Promise.resolve(line)
}

async function peer({ port, path }: Errand): Promise<Way> {
  const transport = nodemailer.createTransport({
    ...{ host: '127.0.0.1', port, ignoreTLS: true, pool: true, maxConnections: 1 },
  })
  const send = async (attachments: { path: string }[]) => {
    await transport.sendMail({ from, to, subject: 'Drawings', text: 'Here they are.\n', attachments })
  }
  await send([])
  return {
    send: () => send([{ path }]),
    close: () => {
      transport.close()
      return Promise.resolve()
    },
  }
}

/** The limit: as many octets as the lines of the file have, ready in memory, and nothing done but writing them. */
async function ready({ port, path }: Errand): Promise<Way> {
  const octets = base64LinesOctets((await stat(path)).size)
  return sendReady(port, octets)
}
