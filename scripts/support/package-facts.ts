/** What a package for Linux says of itself. */
export interface PackageFacts {
  readonly name: string
  readonly version: string
  /** As Debian names it: amd64, arm64. */
  readonly architecture: string
  readonly license: string
  readonly vendor: string
  readonly maintainer: string
  readonly url: string
  readonly category: string
  readonly description: string
  readonly depends: readonly string[]
  /** Paths of scripts; '' is none. */
  readonly afterInstall: string
  readonly afterRemove: string
  /** Where the package goes. */
  readonly file: string
}
