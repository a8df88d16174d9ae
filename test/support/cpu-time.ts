// What a call costs in CPU time: other work on the machine is none of it.

/** What reading 100 kB may take, ms. In one pass it is under ten; where each octet is looked at again for each other one, seconds. */
export const mostCpuMs = 800

/** CPU time of this process while `run` ran, ms. */
export async function cpuMs(run: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
