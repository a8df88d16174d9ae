// Other programs that send: the same small messages over one connection, each beside ours in the same round.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createText } from './clients.ts'
import { firstMessage, runChild, startChild } from './child.ts'
import { median, type Report } from './report.ts'
import type { Usage } from './usage.ts'

const count = 2_000
const octets = 2_000
/** One process for each message is slow: so many are enough. */
const fewer = 100

interface Peer {
  readonly name: string
  /** ms for each message; undefined: it is not on this machine. */
  readonly run: ((port: number, dir: string) => Promise<number>) | undefined
}

const smtpSource = findProgram('smtp-source', ['.cache/mtas/postfix/tree/usr/sbin'])
const msmtp = findProgram('msmtp')
const curl = findProgram('curl')
const python = findProgram('python3')

const peers: readonly Peer[] = [
  { name: 'ready octets on a socket (the limit)', run: (port) => runRaw(port) },
  { name: 'nodemailer 10, pool of one', run: (port) => runNode('peer', port) },
  { name: 'nodemailer 10, a connection for each', run: (port) => runNode('single', port) },
  {
    name: 'smtp-source (Postfix)',
    run: smtpSource === undefined ? undefined : (port) => runSmtpSource(smtpSource, port),
  },
  {
    name: 'curl, one process',
    run: curl === undefined ? undefined : (port, dir) => runCurl(curl, port, dir),
  },
  {
    name: 'smtplib (Python)',
    run: python === undefined ? undefined : (port, dir) => runSmtplib(python, port, dir),
  },
  {
    name: 'msmtp, a process for each',
    run: msmtp === undefined ? undefined : (port, dir) => runMsmtp(msmtp, port, dir),
  },
]

/** Five rounds; in each ours goes once and then every peer. */
export async function benchPeers({ rounds = 5 } = {}): Promise<Report> {
  const sink = startChild('./sink-process.ts', [], 1)
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-peers-'))
  const ours: number[] = []
  const theirs = new Map<string, number[]>(peers.map(({ name }) => [name, []]))
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await runNode('ours', port))
      for (const { name, run } of peers) if (run) theirs.get(name)?.push(await run(port, dir))
    }
  } finally {
    sink.kill()
    await rm(dir, { recursive: true, force: true })
  }
  return {
    name: 'peers',
    about: `${count} messages of ${octets / 1000} KB one after the other over one connection, no TLS, no sign-in; medians of ${rounds} rounds. The ratio is their time to ours in the same round (median, lowest and highest): over 1 they are slower.`,
    rows: [
      {
        client: 'Sendoff',
        'messages a second': Math.round(1000 / median(ours)),
        'their time : ours': '1.00',
      },
      ...peers.map(({ name }) => toRow(name, theirs.get(name) ?? [], ours)),
    ],
  }
}

function toRow(name: string, times: readonly number[], ours: readonly number[]) {
  if (times.length === 0) return { client: name, 'messages a second': 'not here', 'their time : ours': '' }
  const ratios = times.map((time, round) => time / (ours[round] ?? Number.NaN))
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
  return {
    client: name,
    'messages a second': Math.round(1000 / median(times)),
    'their time : ours': `${median(ratios).toFixed(2)} (${range})`,
  }
}

async function runNode(client: 'ours' | 'peer' | 'single', port: number): Promise<number> {
  const words = [client, port, count, octets, 1].map(String)
  const { ms } = (await runChild('./throughput-process.ts', words, 0)) as Usage
  return ms / count
}

async function runRaw(port: number): Promise<number> {
  const { ms } = (await runChild('./peer-raw.ts', [port, count, octets].map(String), 0)) as { ms: number }
  return ms / count
}

async function runSmtpSource(program: string, port: number): Promise<number> {
  const words = [
    '-m',
    String(count),
    '-s',
    '1',
    '-l',
    String(octets),
    '-f',
    'ann@sink.test',
    '-t',
    'r0@sink.test',
  ]
  const libraries = join(program, '../../lib/postfix')
  return (
    (await runProgram(program, [...words, '-d', `127.0.0.1:${port}`], { LD_LIBRARY_PATH: libraries })) / count
  )
}

/** One process sends all: it keeps its connection from one transfer to the next. */
async function runCurl(program: string, port: number, dir: string): Promise<number> {
  const file = await writeLetter(dir)
  const one = [
    `url = "smtp://127.0.0.1:${port}"`,
    'mail-from = "ann@sink.test"',
    'mail-rcpt = "r0@sink.test"',
    `upload-file = "${file}"`,
    'silent',
  ].join('\n')
  const config = join(dir, 'curl.conf')
  await writeFile(config, Array.from({ length: count }, () => one).join('\nnext\n'))
  return (await runProgram(program, ['-K', config])) / count
}

async function runSmtplib(program: string, port: number, dir: string): Promise<number> {
  const script = join(dir, 'send.py')
  await writeFile(
    script,
    `import smtplib
with open(${JSON.stringify(await writeLetter(dir))}, 'rb') as file: letter = file.read()
session = smtplib.SMTP('127.0.0.1', ${port})
for _ in range(${count}): session.sendmail('ann@sink.test', ['r0@sink.test'], letter)
session.quit()
`,
  )
  return (await runProgram(program, [script])) / count
}

async function runMsmtp(program: string, port: number, dir: string): Promise<number> {
  const file = await writeLetter(dir)
  const words = ['--host=127.0.0.1', `--port=${port}`, '--from=ann@sink.test', 'r0@sink.test']
  let ms = 0
  for (let n = 0; n < fewer; n += 1) {
    ms += await runProgram('/bin/sh', ['-c', `"$0" "$@" < '${file}'`, program, ...words])
  }
  return ms / fewer
}

async function writeLetter(dir: string): Promise<string> {
  const file = join(dir, 'letter.eml')
  await writeFile(file, createText(octets))
  return file
}

/** Its time from start to end, ms. @throws where it fails. */
async function runProgram(
  program: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const taskset = availableParallelism() < 2 ? undefined : findProgram('taskset')
  const [first = program, ...rest] = [
    ...(taskset === undefined ? [] : [taskset, '-c', '0']),
    program,
    ...words,
  ]
  const startedAt = performance.now()
  const child = spawn(first, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${program} ended with status ${String(code)}`)
  return performance.now() - startedAt
}

function findProgram(name: string, further: readonly string[] = []): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...further]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}
