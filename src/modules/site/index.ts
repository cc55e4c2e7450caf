import { page } from '#platform/http/routes'
import type { Module } from '#platform/module'
import { brandCss } from './brand-css'

export const site: Module = { name: 'site', routes: [page('/brand.css', 'public.pages', brandCss)] }
