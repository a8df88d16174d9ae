import type { CheckField } from '../../main/check/rung.ts'
import { t } from '../text/t.ts'

/** Goes to a field of the server form, found as a person finds it: by its label. What it is folded into opens. */
export function focusField(field: Exclude<CheckField, 'recipient'>): void {
  const labels = {
    host: t('servers.host'),
    port: t('servers.port'),
    security: t('servers.security'),
    user: t('servers.user'),
    password: t('servers.password'),
    email: t('servers.email'),
    ehloName: t('servers.ehlo'),
  } as const
  const label = [...document.querySelectorAll<HTMLLabelElement>('#server-form label')].find(
    ({ textContent }) => textContent.trim() === labels[field],
  )
  const control = label?.control
  if (!(control instanceof HTMLElement)) return
  control.closest('details')?.setAttribute('open', '')
  control.focus()
  if (control instanceof HTMLInputElement) control.select()
}
