// A mistyped domain of a large provider: `gmial.com` for `gmail.com`. A hint, never a refusal. Pure.

/** Domains that many people have their mail at. */
export const freeMailDomains: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.de hotmail.fr hotmail.co.uk live.com live.de msn.com
  yahoo.com yahoo.de yahoo.fr yahoo.co.uk ymail.com rocketmail.com aol.com aol.de icloud.com me.com mac.com gmx.de gmx.net gmx.at
  gmx.ch gmx.com web.de freenet.de t-online.de arcor.de mail.de posteo.de mailbox.org mail.com email.com email.de proton.me
  protonmail.com protonmail.ch pm.me tutanota.com tuta.com tuta.io fastmail.com fastmail.fm zoho.com hey.com orange.fr wanadoo.fr
  free.fr laposte.net sfr.fr bluewin.ch sunrise.ch libero.it virgilio.it tiscali.it tin.it alice.it mail.ru yandex.ru yandex.com
  qq.com 163.com 126.com naver.com daum.net comcast.net verizon.net att.net sbcglobal.net btinternet.com sky.com ntlworld.com
  telenet.be skynet.be ziggo.nl kpnmail.nl online.no telia.com seznam.cz wp.pl o2.pl onet.pl interia.pl uol.com.br bol.com.br
  terra.com.br rediffmail.com`
    .split(/\s+/)
    .filter((name) => name !== ''),
)

/** Of these a mistyped form is looked for: long enough that what is one letter off is hardly a domain of its own. */
const offered = [...freeMailDomains].filter((name) => name.length >= 8)

/** Mistypes of more than one letter, and of short names. */
const known: ReadonlyMap<string, string> = new Map([
  ['gmx.dr', 'gmx.de'],
  ['gmx.ed', 'gmx.de'],
  ['web.d', 'web.de'],
  ['web.ed', 'web.de'],
  ['wed.de', 'web.de'],
  ['gmail.de', 'gmail.com'],
  ['gmal.co', 'gmail.com'],
  ['gmai.co', 'gmail.com'],
  ['gmailcom', 'gmail.com'],
  ['gamil.co', 'gmail.com'],
  ['outlookcom', 'outlook.com'],
  ['hotmai.co', 'hotmail.com'],
  ['iclould.com', 'icloud.com'],
])

/** Domains of their own that are one letter off. */
const real: ReadonlySet<string> = new Set([
  'fmail.com',
  'email.com',
  'hotmail.co',
  'outlook.co',
  'gmail.co.uk',
  'live.co',
])

/** The domain that was meant, or null. `domain` as typed, in any case. */
export function nearDomain(domain: string): string | null {
  const name = domain.toLowerCase()
  if (freeMailDomains.has(name) || real.has(name) || name.length > 40) return null
  return known.get(name) ?? offered.find((candidate) => isOneOff(name, candidate)) ?? null
}

/** One letter too many, too few, another one, or two swapped (optimal string alignment distance 1). */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [restA, restB] = [a.slice(at), b.slice(at)]
  if (a.length > b.length) return restA.slice(1) === restB
  if (a.length < b.length) return restA === restB.slice(1)
  if (restA.slice(1) === restB.slice(1)) return true
  return restA === `${restB.charAt(1)}${restB.charAt(0)}${restB.slice(2)}`
}
