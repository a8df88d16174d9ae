import type { ProfilePart, ProfilePreview } from '../../main/api.ts'
import type { Bridge } from '../../preload/contract.ts'
import { CallState } from '../state/call-state.svelte.ts'

/** Taking the profile along: what was written, and what a file that was read would change. */
export class ProfileTransfer {
  readonly call = new CallState()
  preview = $state.raw<ProfilePreview | null>(null)
  chosen = $state.raw<readonly ProfilePart[]>([])
  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  /** The parts that would change something. */
  readonly parts = $derived.by((): readonly ProfilePart[] => {
    const { preview } = this
    if (preview === null) return []
    const { settings, servers, identities, templates, contacts } = preview
    const counts: Readonly<Record<ProfilePart, number>> = {
      settings: settings.length,
      accounts: servers.length + identities.length,
      templates: templates.length,
      contacts: contacts.added + contacts.merged,
    }
    return (['settings', 'accounts', 'templates', 'contacts'] as const).filter((part) => counts[part] > 0)
  })

  /** Where it was written; null where the person left it, or it was refused. */
  async export(): Promise<string | null> {
    const done = await this.call.run(() => this.#bridge.profile.export())
    return done?.value.path ?? null
  }

  async read(): Promise<void> {
    const read = await this.call.run(() => this.#bridge.profile.read())
    if (read?.value == null) return
    this.preview = read.value
    this.chosen = this.parts
  }

  toggle(part: ProfilePart): void {
    const others = this.chosen.filter((one) => one !== part)
    this.chosen = others.length < this.chosen.length ? others : [...others, part]
  }

  /** Names of the servers that came; null where it was refused. */
  async apply(): Promise<readonly string[] | null> {
    const { preview } = this
    if (preview === null) return null
    const parts = this.chosen
    const done = await this.call.run(() => this.#bridge.profile.apply({ previewId: preview.id, parts }))
    if (done === null) return null
    this.leave()
    return done.value.servers
  }

  leave(): void {
    this.preview = null
    this.call.failure = null
  }
}
