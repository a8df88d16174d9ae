import type { SecretsInfo } from '../../main/api.ts'
import { t } from '../text/t.ts'

/** Where a password that is typed now will be kept; nothing said until it is known. */
export function formatPlace(secrets: SecretsInfo | undefined): string {
  switch (secrets?.kind) {
    case 'keychain':
      return t('servers.passwordKeychain')
    case 'cipher':
      return t('servers.passwordCipher')
    case 'memory':
      return t('servers.passwordMemory')
    case undefined:
      return ''
  }
}
