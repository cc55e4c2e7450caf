import { expect, test } from 'vitest'
import { readConfig } from '#platform/config'
import { demoCommand } from './demo'
import { CommandRefused } from './refused'

test.each([{ DATABASE_URL: 'postgres://db.example.org/real' }, { PUBLIC_URL: 'https://help.example.org' }])(
  'made-up people never go where real ones are: %o',
  async (env) => {
    const command = demoCommand(() => readConfig(env), '.')
    await expect(command.parseAsync([], { from: 'user' })).rejects.toThrow(CommandRefused)
  },
)
