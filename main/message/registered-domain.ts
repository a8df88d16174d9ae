// Who a host belongs to: the name that somebody registered, with everything below it.
import { isIP } from 'node:net'
import tr46 from 'tr46'

/**
 * Registries that hand out names below a second level. The list is short on purpose: a registry that is missing here makes two
 * of its customers look like one, so it has those under which mail is commonly run. The whole list (publicsuffix.org) has some
 * ten thousand, and changes each week.
 */
const secondLevels: Readonly<Record<string, string>> = {
  ar: 'com net org edu gob',
  at: 'co or ac gv',
  au: 'com net org edu gov asn id',
  bd: 'com net org edu gov',
  br: 'com net org edu gov art blog eco ind',
  cn: 'com net org edu gov ac',
  co: 'com net org edu gov',
  cy: 'com net org ac gov',
  eg: 'com net org edu gov',
  es: 'com nom org gob edu',
  fr: 'asso com gouv nom prd tm',
  gr: 'com net org edu gov',
  hk: 'com net org edu gov idv',
  hu: 'co info org priv',
  id: 'co net or ac go web sch',
  il: 'co net org ac gov muni',
  in: 'co net org firm gen ind ac edu gov res nic',
  ir: 'co net org ac gov',
  it: 'edu gov',
  jp: 'co ne or ac ad ed go gr lg',
  ke: 'co ne or ac go',
  kr: 'co ne or ac go re pe',
  ma: 'co net org ac gov',
  mx: 'com net org edu gob',
  my: 'com net org edu gov',
  ng: 'com net org edu gov',
  nz: 'co net org ac geek gen govt school',
  pe: 'com net org edu gob nom',
  ph: 'com net org edu gov',
  pk: 'com net org edu gov',
  pl: 'com net org edu gov info biz waw',
  pt: 'com net org edu gov nome',
  ro: 'com org info nom store tm',
  rs: 'co org edu ac gov in',
  ru: 'com net org pp msk spb',
  sa: 'com net org edu gov',
  sg: 'com net org edu gov per',
  th: 'co net or ac go in mi',
  tr: 'com net org edu gov bel gen info k12 web',
  tw: 'com net org edu gov idv club',
  ua: 'com net org edu gov in kiev kyiv lviv',
  uk: 'co net org ac gov ltd me nhs plc police sch',
  uy: 'com net org edu gub',
  ve: 'co com net org edu gob',
  vn: 'com net org edu gov',
  za: 'co net org ac gov web nom',
}

const registries: ReadonlySet<string> = new Set(
  Object.entries(secondLevels).flatMap(([top, names]) => names.split(' ').map((name) => `${name}.${top}`)),
)

/** This computer by any of its names is nobody else (RFC 6761 6.3, RFC 1122 3.2.1.3). */
const loopback = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/

/**
 * The registered domain of a host, lower case and in A-labels: `smtp.mail.example.co.uk` → `example.co.uk`. An IP address, a
 * name of one label and a registry itself are their own; an address of this computer is `localhost`. What is no host name is given
 * back as it is, in lower case.
 */
export function registeredDomain(host: string): string {
  const literal = /^\[[^\]]{1,100}\]$/.test(host) ? host.slice(1, -1) : host
  if (isIP(literal) !== 0) {
    const address = canonicalIp(literal)
    return loopback.test(address) ? 'localhost' : address
  }
  const ascii = (tr46.toASCII(host, { useSTD3ASCIIRules: false }) ?? host).toLowerCase()
  const name = ascii.endsWith('.') ? ascii.slice(0, -1) : ascii
  const labels = name.split('.')
  if (labels.at(-1) === 'localhost') return 'localhost'
  const depth = registries.has(labels.slice(-2).join('.')) ? 3 : 2
  return labels.slice(-depth).join('.')
}

/** Whether what one host may be told, the other may be told too: both belong to one registered domain, or are one address. */
export function isSameOwner(one: string, other: string): boolean {
  return registeredDomain(one) === registeredDomain(other)
}

/** One spelling for each IPv6 address (RFC 5952); the zone of a link-local one stays. */
function canonicalIp(address: string): string {
  if (isIP(address) !== 6) return address
  const [bare = '', zone] = address.split('%')
  const url = URL.parse(`http://[${bare}]`)
  const short = url === null ? bare.toLowerCase() : url.hostname.slice(1, -1)
  return zone === undefined ? short : `${short}%${zone}`
}
