import type { AddressInfo } from 'node:net'
import PostalMime, { type Email as Parsed } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

type Failing = { at: 'address' | 'words'; code: number } | null

/** A real mail server on this machine; `fails` makes it refuse. */
export const openMailServer = async () => {
  const state: { got: Parsed[]; fails: Failing } = { got: [], fails: null }
  const failure = (at: 'address' | 'words'): Error | null => {
    const { fails } = state
    return fails?.at === at ? Object.assign(new Error('no <max@example.org>'), { responseCode: fails.code }) : null
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, answer) => answer(failure('address')),
    onData: (stream, _session, answer) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const refused = failure('words')
        if (!refused) state.got.push(await PostalMime.parse(Buffer.concat(parts)))
        answer(refused)
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  const stop = () => new Promise<void>((ended) => server.close(ended))
  return { state, url: `smtp://127.0.0.1:${port}`, stop }
}
