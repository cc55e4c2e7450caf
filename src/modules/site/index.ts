import type { Ask } from '#platform/http/ask'
import { page } from '#platform/http/routes'
import type { Module } from '#platform/module'
import { readAchieved } from './achieved'
import { brandCss } from './brand-css'
import { helpRoutes } from './help/routes'
import { homePage } from './home/home.page'
import { regionHomePage } from './home/region-home.page'
import { whatRegionsCountPage, whatWeDoPage } from './what-we-do.page'
import { accessibilityPage, privacyPage } from './words.page'

const showHome = async (ask: Ask) => (ask.alliance.isRegion ? regionHomePage(ask) : homePage(ask, await readAchieved(ask.ctx)))

const showWhatWeDo = async (ask: Ask) =>
  ask.alliance.isRegion ? whatRegionsCountPage(ask) : whatWeDoPage(ask, await readAchieved(ask.ctx))

export const site: Module = {
  name: 'site',
  routes: [
    page('/', 'public.home', showHome),
    ...helpRoutes,
    page('/what-we-do', 'public.pages', showWhatWeDo),
    page('/accessibility', 'public.pages', accessibilityPage),
    page('/privacy', 'public.pages', privacyPage),
    page('/brand.css', 'public.pages', brandCss),
  ],
  says: { 'public.ask-for-help': ({ reference }) => `Asked for help on our website (${reference})` },
}
