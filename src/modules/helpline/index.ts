import type { Module } from '#platform/module'

export const helpline: Module = { name: 'helpline', routes: [] }
