import { askFirst } from '../calls/call'

const ASKS = askFirst('not_yet')

/** As the desk and the forms begin a ring to the person, or to whoever asked. One to a partner begins with its name. */
const RING = /^ring (them|(back )?whoever asked)\b/i

/** Whether a next step is to ring the person, or whoever asked for them. */
export const isRingStep = (step: string): boolean => RING.test(step.startsWith(ASKS) ? step.slice(ASKS.length) : step)
