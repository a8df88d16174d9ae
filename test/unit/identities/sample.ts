import type { IdentityForm } from '../../../main/api.ts'

/** A form that passes. */
export function identityForm(over: Partial<IdentityForm> = {}): IdentityForm {
  return {
    id: null,
    name: 'Anna Example',
    address: 'anna@example.org',
    serverId: 's1',
    furtherServerIds: [],
    replyTo: '',
    organisation: '',
    signatures: [],
    alwaysBcc: [],
    sentCopy: null,
    envelopeSender: '',
    ...over,
  }
}
