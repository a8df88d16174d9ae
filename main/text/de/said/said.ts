/** Sentences of the rooms below the catalogue, each with its German; `{1}` to `{4}` stand for what varies. */
export type Said = readonly (readonly [english: string, german: string])[]
