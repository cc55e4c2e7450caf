import type { Module } from '#platform/module'

export const distributions: Module = { name: 'distributions', routes: [] }
