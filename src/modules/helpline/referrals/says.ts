import type { Module } from '#platform/module'
import { OUTCOMES, type OutcomeOfRequest, THEMES, type Theme } from '../requests/request'
import { DECLINE_REASONS, type DeclineReason } from './referral'
import { REFERRERS, type Referrer } from './way-in'

type Detail = Readonly<Record<string, unknown>>

const answerWords = ({ did, reason, outcome, partner, reference, why }: Detail): string => {
  const who = `${partner ?? 'A partner'}`
  if (did === 'open') return `${who} opened ${reference}`
  if (did === 'accept') return `${who} said yes to ${reference}`
  if (did === 'askMore') return `${who} asks for more about ${reference}`
  if (did === 'decline') return `${who} said no to ${reference}: ${DECLINE_REASONS[reason as DeclineReason]?.toLowerCase()}`
  if (did === 'finish') return `${who} finished ${reference}: ${OUTCOMES[outcome as OutcomeOfRequest]?.toLowerCase()}`
  return reference
    ? `Turned away from ${reference}: the link is ${String(why).replaceAll('-', ' ')}`
    : 'Turned away from an address that opens nothing'
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** Who refers by an address, never by name: the journal keeps names of organisations only. */
const referrer = ({ kind, partner }: Detail): string =>
  [REFERRERS[kind as Referrer]?.toLowerCase() ?? 'someone', partner && `(${partner})`].filter(Boolean).join(' ')

const themeWords = ({ theme }: Detail): string => (THEMES[theme as Theme] ?? 'something').toLowerCase()

/** How referrals read on a timeline. */
export const referralSays: NonNullable<Module['says']> = {
  'referral.send': ({ reference, to, written }) => `Referred to ${to} (${reference})${written ? '' : ', to be rung: no email'}`,
  'referral.answer': answerWords,
  'public.referral': answerWords,
  'partner.asked': answerWords,
  'partner.answer': answerWords,
  'referral.tell-more': ({ reference }) => `Told the partner more about ${reference}`,
  'referral.nudge': ({ partner, reference }) => `Reminded ${partner} of ${reference}`,
  'referral.give-back': ({ partner, reference }) => `${partner} did not answer about ${reference}: back with us`,
  'way-in.make': (detail) => `Gave ${referrer(detail)} an address to refer people to us by`,
  'way-in.revoke': (detail) => `Closed the address of ${referrer(detail)}`,
  'public.refer': (detail) => {
    if (detail.did === 'turned-away') return `Turned away from an address to refer by: ${detail.why}`
    const who = capital(referrer(detail))
    if (detail.did === 'tell') return `${who} told us what residents say: ${themeWords(detail)}`
    return detail.did === 'open' ? `${who} opened the form to refer someone` : `${who} referred someone (${detail.reference})`
  },
  'partner.tell': (detail) => `${capital(referrer(detail))} told us what residents say: ${themeWords(detail)}`,
  'feedback.take-out': (detail) => `Took out what was said about: ${themeWords(detail)}`,
  'referral.stop': ({ partner, reference }) => `Stopped ${reference} with ${partner}`,
}
