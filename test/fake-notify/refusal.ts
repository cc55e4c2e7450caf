export type NotifyError =
  | 'ValidationError'
  | 'BadRequestError'
  | 'AuthError'
  | 'NoResultFound'
  | 'RateLimitError'
  | 'TooManyRequestsError'
  | 'Exception'

/** A no of the fake Notify, with the body that Notify publishes for it. */
export class NotifyRefusal extends Error {
  readonly status: number
  readonly error: NotifyError

  constructor(status: number, error: NotifyError, message: string) {
    super(message)
    this.status = status
    this.error = error
  }

  get body(): unknown {
    return { status_code: this.status, errors: [{ error: this.error, message: this.message }] }
  }
}

export const bad = (message: string): NotifyRefusal => new NotifyRefusal(400, 'BadRequestError', message)
export const invalid = (message: string): NotifyRefusal => new NotifyRefusal(400, 'ValidationError', message)
export const noResult = (): NotifyRefusal => new NotifyRefusal(404, 'NoResultFound', 'No result found')
