import type { Module } from '#platform/module'

export const partners: Module = { name: 'partners', routes: [] }
