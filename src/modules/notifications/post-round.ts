import type { Job } from '#platform/module'

/** Plans and sends what is due. */
export const postRound: Job = async () => {}
