import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { createCertificates } from './certificates.ts'
import { freePort } from '../../../scripts/support/free-port.ts'
import { waitForPort } from './net.ts'
import { createStateDir, findFileWith, removeStateDir, type RealServer } from './server.ts'
import { startInView } from './view.ts'

/** What a server's configuration is made of. */
export interface Ground {
  readonly starttlsPort: number
  readonly tlsPort: number
  /** Readable by root alone. */
  readonly certFile: string
  readonly keyFile: string
  /** Folder of this run, seen under the same path inside and outside the view. */
  readonly stateDir: string
}

export interface Recipe {
  readonly name: string
  readonly tree: string
  /** Shell lines that write configuration and accounts inside the view. */
  prepare(ground: Ground): string
  /** Foreground command. */
  command(ground: Ground): string
  /** Folder inside the view, under /var, where messages land. */
  readonly mailDir: string
}

/** Starts a server on two free ports with a certificate of its own; rejects with its log where it does not listen. */
export async function startServer(recipe: Recipe): Promise<RealServer> {
  const stateDir = await createStateDir(recipe.name.toLowerCase().replaceAll(/\W/g, '-'))
  await chmod(stateDir, 0o755)
  const names = ['DNS:mx.mail.test', 'IP:127.0.0.1']
  const { caPem, certFile, keyFile } = await createCertificates(join(stateDir, 'tls'), names)
  const [starttlsPort, tlsPort] = [await freePort(), await freePort()]
  const ground = { starttlsPort, tlsPort, certFile, keyFile, stateDir }
  const { tree } = recipe
  const prepare = recipe.prepare(ground)
  const view = await startInView({ tree, stateDir, prepare, command: recipe.command(ground) })
  const stop = async () => {
    await view.stop()
    await removeStateDir(stateDir)
  }
  try {
    await waitForPort(starttlsPort, 20_000)
    await waitForPort(tlsPort, 20_000)
  } catch (error) {
    const log = await view.log()
    await stop()
    throw new Error(`${recipe.name} did not start:\n${log}`, { cause: error })
  }
  return {
    name: recipe.name,
    host: '127.0.0.1',
    starttlsPort,
    tlsPort,
    caPem,
    tlsName: 'mx.mail.test',
    log: () => view.log(),
    findMessage: (text) => findFileWith(view.path(recipe.mailDir), text),
    stop,
  }
}

/** Lines of shell that write the text into a file inside the view. */
export function writeFileLines(path: string, text: string): string {
  return `cat > ${path} <<'END_OF_FILE'\n${text}\nEND_OF_FILE`
}
