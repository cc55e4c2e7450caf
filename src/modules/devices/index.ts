import type { Module } from '#platform/module'

export const devices: Module = { name: 'devices', routes: [] }
