import { networkInterfaces } from 'node:os'
import { guarded } from './strict.ts'

/** Electron's net: whether there is a way out of this machine. */
export const net = guarded(
  {
    isOnline: (): boolean =>
      Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal)),
  },
  'net',
)
