// `npm run bench -- flame`: where the processor's time of the engine goes, as a flame graph (plots/flame-engine.svg). Node's own sampler looks each
// 0.1 ms while 20 000 messages of 2 KB go over one connection; the warm-up is in it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstMessage, startChild } from './child.ts'
import { drawFlame, foldProfile, type Frame, type Profile } from './flame-graph.ts'
import type { Report } from './report.ts'

const messages = 20_000

/** Writes the graph and gives the functions that took most, themselves. */
export async function benchFlame(): Promise<Report> {
  const root = foldProfile(await profileEngine())
  await writeFile(new URL('plots/flame-engine.svg', import.meta.url), drawFlame(root))
  const own = new Map<string, number>()
  addOwn(root, own)
  const most = [...own].sort(([, a], [, b]) => b - a).slice(0, 12)
  return {
    name: 'flame',
    about: `${messages} messages of 2 KB over one connection, one after another; the processor's time by function, its callees apart. The graph is in plots/flame-engine.svg.`,
    rows: most.map(([name, us]) => ({
      function: name,
      share: `${((100 * us) / root.us).toFixed(1)} %`,
      'a message': `${(us / messages).toFixed(2)} us`,
    })),
  }
}

async function profileEngine(): Promise<Profile> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-flame-'))
  const sink = startChild('./sink-process.ts', [], 1)
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    const words = ['ours', String(port), String(messages), '2000', '1']
    const module = new URL('./throughput-process.ts', import.meta.url).pathname
    const sampler = ['--cpu-prof', `--cpu-prof-dir=${dir}`, '--cpu-prof-interval=100']
    const child = spawn(process.execPath, [...sampler, module, ...words], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    await once(child, 'exit')
    const [file] = await readdir(dir)
    if (file === undefined) throw new Error(`No profile was written to ${dir}.`)
    return JSON.parse(await readFile(join(dir, file), 'utf8')) as Profile
  } finally {
    sink.kill()
    await rm(dir, { recursive: true, force: true })
  }
}

function addOwn(frame: Frame, own: Map<string, number>): void {
  const callees = [...frame.callees.values()]
  const us = frame.us - callees.reduce((sum, callee) => sum + callee.us, 0)
  own.set(frame.name, (own.get(frame.name) ?? 0) + us)
  for (const callee of callees) addOwn(callee, own)
}
