import { afterEach } from 'vitest'
import { startScriptedServer, type Script, type ScriptedServer } from './scripted-server.ts'

const open: ScriptedServer[] = []

/** Starts a server that ends with the test. Call it inside a test; its file gets the clean-up by importing this. */
export async function serve(...scripts: readonly Script[]): Promise<ScriptedServer> {
  const server = await startScriptedServer(...scripts)
  open.push(server)
  return server
}

/** Ends the servers of the test at once. */
export async function stopServing(): Promise<void> {
  for (const server of open.splice(0)) await server.close()
}

afterEach(stopServing)
