// What the icon in the tray looks like and says. Pure.
import type { Settings } from '../settings/settings.ts'
import { t } from '../text/t.ts'
import type { OutboxNow } from './outbox-state.ts'

/** The image's file: paused, something needs the person, or all is well; each for a light and a dark desktop. */
export function trayImage({ yourMove }: OutboxNow, sending: Settings['sending'], isDark: boolean): string {
  const theme = isDark ? 'dark' : 'light'
  if (sending !== 'on') return `tray-paused-${theme}.png`
  return yourMove > 0 ? `tray-${theme}-attention.png` : `tray-${theme}.png`
}

/** One line on how the outbox stands. */
export function trayText({ yourMove, moving }: OutboxNow, sending: Settings['sending']): string {
  if (sending !== 'on') return t('tray.paused', { moving })
  if (yourMove === 1) return t('tray.your-move.one', { moving })
  if (yourMove > 0) return t('tray.your-move', { yourMove, moving })
  return moving > 0 ? t('tray.moving', { moving }) : t('tray.idle')
}
