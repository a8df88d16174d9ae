import { z } from 'zod'

/** A language tag in its common form (RFC 5646 2.1): language, script, region; no extensions. */
export const languageTag = z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?$/)
