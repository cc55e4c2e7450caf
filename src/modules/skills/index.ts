import type { Module } from '#platform/module'

export const skills: Module = { name: 'skills', routes: [] }
