import { Socket } from 'node:net'

/**
 * A socket that sends in one piece what is written to it in one turn of the program. The driver ends each statement's
 * writing by itself; a page asks a dozen at once, and each piece on its own would wake the database once more.
 */
export const gatheringSocket = (): Socket => {
  const socket = new Socket()
  const hold = socket.cork.bind(socket)
  let held = false
  socket.cork = () => {
    hold()
    if (held) return
    held = true
    hold()
    process.nextTick(() => {
      held = false
      socket.uncork()
    })
  }
  return socket
}
