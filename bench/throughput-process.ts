// One run of one client, in a process of its own: `node throughput-process.ts ours|window|peer|single PORT COUNT OCTETS CONNECTIONS [RECIPIENTS]`.
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createLetter,
  createText,
  openOurs,
  openPeer,
  type Letter,
  type Sender,
  type Target,
} from './clients.ts'
import { measureUsage, type Usage } from './usage.ts'

const [client = '', port = '', count = '', octets = '', connections = '', recipients = '1'] =
  process.argv.slice(2)
const target: Target = { port: Number(port), security: 'none', signIn: false }
/** Letters over this come from a file, in pieces. */
const inMemoryOctets = 1_000_000
const warmUpLetters = 500
/** Messages in flight on one session, with `queueInFlight`. */
const windowMessages = 20

const usage = Number(octets) > inMemoryOctets ? await runFile(Number(octets)) : await runSmall()
process.send?.(usage)
process.disconnect()

async function runSmall(): Promise<Usage> {
  const letter = createLetter(createText(Number(octets)), Number(recipients))
  const senders = await openSenders(Number(connections))
  await sendAll(senders, createLetter(createText(2000)), warmUpLetters)
  const usage = await measureUsage(() => sendAll(senders, letter, Number(count)))
  for (const { sender } of senders) await sender.close()
  return usage
}

async function runFile(size: number): Promise<Usage> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-bench-'))
  try {
    const path = join(dir, 'message.eml')
    await writeFile(path, createText(size))
    const letter = { to: ['r0@sink.test'], size, open: () => createReadStream(path) }
    const senders = await openSenders(1)
    await sendAll(senders, createLetter(createText(2000)), warmUpLetters)
    const usage = await measureUsage(() => sendAll(senders, letter, Number(count)))
    for (const { sender } of senders) await sender.close()
    return usage
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

interface Lane {
  readonly sender: Sender
  /** Letters that may be handed to it at once. */
  readonly width: number
}

/** Ours: a session for each connection, one letter after another, or a window of them. nodemailer's pool: one, which spreads over its connections. */
async function openSenders(sessions: number): Promise<readonly Lane[]> {
  if (client === 'peer') return [{ sender: openPeer(target, sessions), width: sessions }]
  if (client === 'single') return [{ sender: openPeer(target, 'each'), width: 1 }]
  const queueInFlight = client === 'window'
  const width = queueInFlight ? windowMessages : 1
  const opened = Array.from({ length: sessions }, async () => ({
    sender: await openOurs(target, { queueInFlight }),
    width,
  }))
  return Promise.all(opened)
}

async function sendAll(senders: readonly Lane[], letter: Letter, letters: number): Promise<void> {
  let left = letters
  const work = async (sender: Sender): Promise<void> => {
    while (left > 0) {
      left -= 1
      await sender.send(letter)
    }
  }
  await Promise.all(senders.flatMap(({ sender, width }) => Array.from({ length: width }, () => work(sender))))
}
