import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An administrator's file with something of each kind. */
export const policy = {
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

/** Writes an administrator's file into this folder. @returns its path. */
export function writePolicy(folder: string): string {
  const file = join(folder, 'policy.json')
  writeFileSync(file, JSON.stringify(policy, null, 2))
  return file
}
