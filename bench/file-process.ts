// One message with one large file, made and sent, in a process of its own: `node file-process.ts ours|peer PORT OCTETS`.
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { composePieces } from '../main/message/compose.ts'
import { ContentScan } from '../main/smtp/content-scan.ts'
import { createFaults } from '../main/storage/faults.ts'
import { fillFrom, hashFile, readPieces } from '../main/storage/fill-file.ts'
import { createLetter, createText, openOurs, type Sender } from './clients.ts'
import { measureUsage, type Usage } from './usage.ts'

const [client = '', port = '', octets = ''] = process.argv.slice(2)
const target = { port: Number(port), security: 'none', signIn: false } as const
const from = 'ann@sink.test'
const to = 'r0@sink.test'
const fileName = 'drawings.bin'

const folder = await mkdtemp(join(tmpdir(), 'sendoff-bench-file-'))
try {
  const path = join(folder, fileName)
  await writeFile(path, Number(octets))
  const usage = await (client === 'peer' ? runPeer(path) : runOurs(path))
  process.send?.(usage)
} finally {
  await rm(folder, { recursive: true, force: true })
  process.disconnect()
}

async function writeFile(path: string, size: number): Promise<void> {
  const piece = Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => (at * 31 + (at >> 8)) & 255))
  const file = await open(path, 'w')
  for (let written = 0; written < size; written += piece.length) await file.write(piece)
  await file.close()
}

/** As the outbox does it, but for what it syncs: the message is written to the spool with its hash, checked, and sent from there. */
async function runOurs(path: string): Promise<Usage> {
  const sender = await openOurs(target)
  await sender.send(createLetter(createText(2_000)))
  const usage = await measureUsage(() => makeAndSend(sender, path))
  await sender.close()
  return usage
}

async function makeAndSend(sender: Sender, path: string): Promise<void> {
  const spooled = join(folder, 'message.eml')
  const pieces = composePieces({
    from: { local: 'ann', domain: 'sink.test', address: from },
    to: [{ local: 'r0', domain: 'sink.test', address: to }],
    ...{ cc: [], subject: 'Drawings', text: 'Here they are.\n', boundarySeed: 'bench', date: 0 },
    messageId: '<bench@sink.test>',
    attachments: [{ name: fileName, type: 'application/octet-stream', open: () => readPieces(path) }],
  })
  const { stored } = await fillFrom(pieces, spooled, createFaults([]))
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

async function runPeer(path: string): Promise<Usage> {
  const transport = nodemailer.createTransport({
    ...{ host: '127.0.0.1', port: target.port, ignoreTLS: true, pool: true, maxConnections: 1 },
  })
  const send = (attachments: { path: string }[]) =>
    transport.sendMail({ from, to, subject: 'Drawings', text: 'Here they are.\n', attachments })
  await send([])
  const usage = await measureUsage(async () => {
    await send([{ path }])
  })
  transport.close()
  return usage
}
