import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const policy = {
  format: 'sendoff-policy',
  version: 1,
  from: 'Kestrel Press, IT desk',
  says: 'Mail goes over our server only, with TLS 1.3. Ask us before you add another.',
  contact: 'it-desk@kestrel.example',
  locked: { keepSettledDays: 90, remindSubject: true },
  defaults: { undoSeconds: 60, notifications: 'all' },
  rules: { servers: 'given', requireTls: true, minTls: 'TLSv1.3', trustByHand: false, practiceServer: false },
  servers: [
    { key: 'office', name: 'Kestrel office', host: 'mail.kestrel.example', port: 587, security: 'starttls' },
    {
      key: 'standby',
      name: 'Kestrel standby',
      host: 'mail2.kestrel.example',
      port: 465,
      security: 'implicit',
    },
  ],
}

/** An administrator's file for the scenes of the policy. @returns its path, in a new folder. */
export function writePolicy(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'sendoff-policy-')), 'policy.json')
  writeFileSync(file, JSON.stringify(policy, null, 2))
  return file
}
