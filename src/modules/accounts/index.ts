import type { Module } from '#platform/module'
import { routes } from './routes'

export { actorOf } from './sign-in-token'

export const accounts: Module = { name: 'accounts', routes }
