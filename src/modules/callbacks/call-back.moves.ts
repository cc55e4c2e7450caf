import { moves } from '#platform/moves'

export type CallBackStatus = 'waiting' | 'done' | 'gave_up' | 'called_off'

/** A person we owe a call: we spoke, we tried as often as we try or cannot ring them, or it is not needed any more. */
export const callBackMoves = moves<CallBackStatus>()({
  reach: { from: ['waiting'], to: 'done' },
  giveUp: { from: ['waiting'], to: 'gave_up' },
  callOff: { from: ['waiting'], to: 'called_off' },
})

export const CALL_BACK_STATUS: Readonly<Record<CallBackStatus, string>> = {
  waiting: 'Waiting',
  done: 'Done',
  gave_up: 'Could not reach them',
  called_off: 'Not needed',
}
