// The world that automatic settings ask, on loopback: a name server, an https server, submission servers, and names that lead to them.
import { Resolver } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import type { DiscoveryNetwork } from '../../main/discovery/network.ts'
import type { Network } from '../../main/smtp/network.ts'
import { systemNetwork } from '../../main/smtp/network.ts'
import { httpsGet } from '../../main/system/https-get.ts'
import { createCertificate, type TestCertificate } from './certificates.ts'
import { startDnsServer, type DnsServer, type DnsZones } from './dns-server.ts'
import { startHttpsFiles, type HttpsFiles, type HttpsServer } from './https-files.ts'

export interface WorldOptions {
  readonly zones?: DnsZones
  /** By host and path, as startHttpsFiles takes them. The hosts exist; all others do not. */
  readonly files?: HttpsFiles
  /** By `host:port`: the port on loopback that stands for it. */
  readonly submission?: Readonly<Record<string, number>>
  /** Names in the certificate of the https server beside its hosts' own. */
  readonly certificate?: TestCertificate
}

export interface World {
  readonly network: DiscoveryNetwork
  readonly dns: DnsServer
  readonly https: HttpsServer
  /** `host:port` of every connection that a probe asked for. */
  readonly probed: readonly string[]
  close(): Promise<void>
}

const absent = (host: string) => Object.assign(new Error(`${host} does not exist`), { code: 'ENOTFOUND' })

/** The hosts of files by `host/path`. */
export function hostsOf(files: HttpsFiles): readonly string[] {
  return [...new Set(Object.keys(files).map((place) => place.split('/')[0] ?? ''))]
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { zones = {}, files = {}, submission = {} } = options
  const hosts = hostsOf(files)
  const certificate =
    options.certificate ?? createCertificate(['unused.example', ...hosts].map((host) => `DNS:${host}`))
  const dns = await startDnsServer(zones)
  const https = await startHttpsFiles(certificate, files)
  const resolver = new Resolver({ timeout: 1_000, tries: 1 })
  resolver.setServers([`127.0.0.1:${dns.port}`])
  const lookup: LookupFunction = (host, { all }, give) => {
    if (!hosts.includes(host)) give(absent(host), '')
    else if (all === true) give(null, [{ address: '127.0.0.1', family: 4 }])
    else give(null, '127.0.0.1', 4)
  }
  const probed: string[] = []
  return {
    network: {
      resolver,
      get: (request) => httpsGet(request, { ca: certificate.ca, lookup, port: https.port }),
      smtp: loopback(submission, probed),
      smtpCa: certificate.ca,
    },
    dns,
    https,
    probed,
    close: async () => {
      await Promise.all([dns.close(), https.close()])
    },
  }
}

/** Each name gets an address of its own on loopback, so that a connection knows which name it is for. */
function loopback(submission: Readonly<Record<string, number>>, probed: string[]): Network {
  const names: string[] = []
  return {
    lookup: (name) => {
      if (!Object.keys(submission).some((place) => place.startsWith(`${name}:`)))
        return Promise.reject(absent(name))
      if (!names.includes(name)) names.push(name)
      return Promise.resolve([{ address: `127.0.1.${names.indexOf(name) + 1}`, family: 4 }])
    },
    connect: ({ address, family, port }) => {
      const place = `${names[Number(address.split('.')[3]) - 1] ?? ''}:${port}`
      probed.push(place)
      const at = submission[place]
      if (at !== undefined) return systemNetwork.connect({ address: '127.0.0.1', family, port: at })
      const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
      return { opened: Promise.reject(refused), cancel: () => undefined }
    },
  }
}
