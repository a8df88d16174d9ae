import { isUsable } from '../../../main/discovery/discovery.ts'
import { parseAutoconfig } from '../../../main/discovery/parse-autoconfig.ts'
import { toFound } from '../../../main/discovery/step.ts'
import type { FuzzTarget } from '../target.ts'

const server =
  '<outgoingServer type="smtp"><hostname>smtp.%EMAILDOMAIN%</hostname><port>465</port><socketType>SSL</socketType><username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></outgoingServer>'
const file = (inside: string) =>
  `<clientConfig version="1.1"><emailProvider id="a.example"><domain>a.example</domain>${inside}</emailProvider></clientConfig>`

export const target: FuzzTarget = {
  name: 'autoconfig',
  seeds: [
    file(server),
    file(server.replace('SSL', 'STARTTLS').replace('465', '587') + server.replace('SSL', 'plain')),
    file('<displayName>A &amp; B</displayName><!-- c --><![CDATA[x]]>'),
    '<?xml version="1.0"?><!DOCTYPE c [<!ENTITY a "&b;"><!ENTITY b "&a;">]><c>&a;</c>',
    '<a xmlns:x="urn:x"><x:b x:c="1">&#x10FFFF;</x:b></a>',
  ],
  words: [
    '<',
    '>',
    '</',
    '/>',
    '&',
    ';',
    '&#0;',
    '&#10;',
    '"',
    '%EMAILADDRESS%',
    '%X%',
    '<!DOCTYPE',
    '<!--',
    '<![CDATA[',
    ']]>',
    '<?',
    'xmlns=',
    '%EMAILLOCALPART%',
    '<port>',
    '99999',
    '\0',
    '\u202E',
    'xn--',
    '..',
    '<authentication>OAuth2</authentication>',
  ],
  run: (input) => {
    const parsed = parseAutoconfig(input.toString('utf8'), {
      address: 'marit@a.example',
      local: 'marit',
      domain: 'a.example',
    })
    if (!parsed.ok) return parsed.message.slice(0, 60)
    for (const one of parsed.servers) {
      // What comes out may go into a form and onto a wire.
      if (!/^[a-z0-9._-]+$/.test(one.host) || /\p{Cc}/u.test(one.user)) throw new Error('not clean')
      if (!Number.isInteger(one.port) || one.port < 1 || one.port > 65_535) throw new Error('no port')
      const found = toFound(one, { source: 'autoconfig', from: '', sure: 'certain', name: parsed.name })
      if (one.security === 'none' && isUsable(found)) throw new Error('chosen without encryption')
    }
    return `${parsed.servers.length} ${parsed.problems.length} ${parsed.isForOthers} ${parsed.servers[0]?.security ?? ''}`
  },
}
