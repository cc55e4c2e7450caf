import type { Module } from '#platform/module'
import { notifyHooks } from './notify-hooks'
import { twilioHooks } from './twilio-hooks'

export const hookRoutes = [...notifyHooks, ...twilioHooks]

export const hookSays: Module['says'] = {
  'hook.refuse': ({ hook }) => `Turned away a call to “${hook}” that could not prove who sent it`,
}
