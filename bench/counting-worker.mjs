// The storage thread, with a count of its commits: each is one sync of the database; and its profile. Asked and answered over a channel of that name.
import { Session } from 'node:inspector/promises'
import { DatabaseSync } from 'node:sqlite'
import { BroadcastChannel } from 'node:worker_threads'

let commits = 0
const exec = DatabaseSync.prototype.exec
/** @this {DatabaseSync} @param {string} sql */
DatabaseSync.prototype.exec = function (sql) {
  if (sql === 'COMMIT') commits += 1
  exec.call(this, sql)
}
const channel = new BroadcastChannel('sendoff-bench-commits')
const session = new Session()

async function startProfile() {
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 100 })
  await session.post('Profiler.start')
  channel.postMessage('profile started')
}

async function endProfile() {
  const { profile } = await session.post('Profiler.stop')
  channel.postMessage(profile)
}

/** @param {{ data: unknown }} message */
channel.onmessage = ({ data }) => {
  if (data === 'how many') channel.postMessage(commits)
  if (data === 'start profile') void startProfile()
  if (data === 'end profile') void endProfile()
}
channel.unref()

await import(process.env.SENDOFF_BENCH_WORKER ?? '')
