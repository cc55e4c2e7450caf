import type { Module } from '#platform/module'

export const sessions: Module = { name: 'sessions', routes: [] }
