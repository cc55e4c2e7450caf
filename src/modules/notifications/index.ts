import type { Module } from '#platform/module'

export const notifications: Module = { name: 'notifications', routes: [] }
