/** What the field for finding lets its owner do. */
export interface FindBoxHandle {
  focus(): void
}

/** What the table lets its owner do. */
export interface TranscriptTableHandle {
  showMatch(): Promise<void>
}
