/** A command line that cannot be done as asked, in words for the operator: printed as one line, exit code 1. */
export class CommandRefused extends Error {}
