// smtp-server, the real mail server our tests send to, brings no types of its own.
declare module 'smtp-server' {
  import type { Server } from 'node:net'
  import type { Readable } from 'node:stream'

  interface Options {
    readonly authOptional?: boolean
    readonly disabledCommands?: readonly string[]
    onRcptTo?(address: { address: string }, session: unknown, answer: (error?: Error | null) => void): void
    onData?(stream: Readable, session: unknown, answer: (error?: Error | null) => void): void
  }

  export class SMTPServer {
    constructor(options: Options)
    readonly server: Server
    listen(port: number, host: string, ready: () => void): void
    close(done: () => void): void
  }
}
