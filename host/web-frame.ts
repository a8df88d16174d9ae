import { fromRouted, originOf } from './origin.ts'
import { guardMembers } from './strict.ts'

/** The frame of a window's page, as sender checks read it: only top frames have a preload, so only they send. */
export class WebFrameMain {
  readonly parent = null
  readonly #address: () => string

  /** `address` gives the routed address that the frame shows now. */
  constructor(address: () => string) {
    this.#address = address
  }

  get url(): string {
    return fromRouted(this.#address())
  }

  get origin(): string {
    return originOf(this.url)
  }

  get top(): this {
    return this
  }
}
guardMembers(WebFrameMain, 'WebFrameMain')
