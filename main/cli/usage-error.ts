/** The command line can't be used as it is: exit status 64. The message never repeats what may be a secret. */
export class UsageError extends Error {}
