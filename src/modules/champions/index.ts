import type { Module } from '#platform/module'

export const champions: Module = { name: 'champions', routes: [] }
