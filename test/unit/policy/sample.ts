/** A server of an administrator's policy. */
export const office = {
  key: 'office',
  name: 'Office',
  host: 'mail.kestrel.example',
  port: 587,
  security: 'starttls',
}

/** The text of a policy file from Kestrel IT, an item a line. @param rest What it says beside who it is from. */
export function policyText(rest: object): string {
  return JSON.stringify({ format: 'sendoff-policy', version: 1, from: 'Kestrel IT', ...rest }, null, 2)
}
