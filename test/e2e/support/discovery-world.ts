// Names, https and submission on loopback for the whole program: see loopback-names.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createCertificate } from '../../support/certificates.ts'
import { hostsOf } from '../../support/discovery-world.ts'
import { startDnsServer, type DnsServer, type DnsZones } from '../../support/dns-server.ts'
import { startHttpsFiles, type HttpsFiles, type HttpsServer } from '../../support/https-files.ts'
import { startSubmissionServer, type SubmissionServer } from '../../support/submission-server.ts'

export interface ProgramWorld {
  readonly dns: DnsServer
  readonly https: HttpsServer
  readonly submission: SubmissionServer
  /** For startProgram. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** @param hosts that offer submission at 465, all by one server */
export async function startProgramWorld(
  zones: DnsZones,
  files: HttpsFiles,
  hosts: readonly string[],
): Promise<ProgramWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'sendoff-world-'))
  const certificate = createCertificate([...hostsOf(files), ...hosts].map((host) => `DNS:${host}`))
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, certificate.ca)
  const dns = await startDnsServer(zones)
  const https = await startHttpsFiles(certificate, files)
  const submission = await startSubmissionServer(certificate)
  const ports: Readonly<Record<string, number>> = Object.fromEntries([
    ...hostsOf(files).map((host) => [`${host}:443`, https.port] as const),
    ...hosts.map((host) => [`${host}:465`, submission.port] as const),
  ])
  return {
    dns,
    https,
    submission,
    env: {
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'loopback-names.ts')).href}`,
      NODE_EXTRA_CA_CERTS: ca,
      SENDOFF_TEST_WORLD: JSON.stringify({ dns: dns.port, ports }),
    },
    close: async () => {
      await Promise.all([dns.close(), https.close(), submission.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
