import type { Module } from '#platform/module'

export const reporting: Module = { name: 'reporting', routes: [] }
