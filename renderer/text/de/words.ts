/** A text for each key of a file of the English catalogue, no more and no fewer; a test holds the places against each other. */
export type Words<English> = Readonly<Record<keyof English, string>>
