import type { ServerForm } from '../../../main/api.ts'

/** A form that passes; its password is one that a test can search for. */
export function formOf(over: Partial<ServerForm> = {}): ServerForm {
  return {
    id: null,
    name: 'Work',
    yourName: 'Anna Example',
    email: 'anna@example.org',
    host: 'mail.example.org',
    port: 587,
    security: 'starttls',
    user: 'anna',
    password: 'hunter2-secret',
    ehloName: '',
    allowInsecureAuth: false,
    isDefault: false,
    ...over,
  }
}
