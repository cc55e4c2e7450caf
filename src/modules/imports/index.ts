import type { Module } from '#platform/module'

export const imports: Module = { name: 'imports', routes: [] }
