/** One of few values, all of them in sight. */
export interface SegmentedProps<T extends string | number> {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  /** Id of what says why it cannot be chosen. */
  readonly disabledBy?: string | undefined
  readonly choose: (value: T) => void
}
