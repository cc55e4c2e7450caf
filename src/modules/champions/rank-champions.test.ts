import { describe, expect, it } from 'vitest'
import { type Candidate, distanceKm, leftOutWords, rankChampions, type Wanted } from './rank-champions'

const stockport = { lat: 53.4084, lon: -2.1493 }
const daveport = { lat: 53.3921, lon: -2.1565 }

const wanted: Wanted = { personId: 'ann', language: 'ur', hasPhone: true, ...stockport }
const champion = (personId: string, more: Partial<Candidate> = {}): Candidate => ({
  personId,
  languages: ['en', 'ur'],
  ways: ['in_person', 'phone'],
  travelsKm: 5,
  weekdays: [2, 4],
  maxLearners: 3,
  learners: 1,
  asked: 0,
  declinedThis: false,
  ...daveport,
  ...more,
})

const wordsOf = (candidate: Candidate, request = wanted) =>
  rankChampions(request, [candidate])[0]?.reasons.map(({ good, words }) => `${good ? '+' : '-'} ${words}`)

describe('ranking champions', () => {
  it('says why in words', () => {
    expect(wordsOf(champion('joan'))).toEqual([
      '+ Speaks Urdu',
      '+ 1.2 miles away',
      '+ Can help in person and by phone',
      '+ Free on Tuesday and Thursday',
      '+ 1 of 3 learners now',
    ])
  })

  it('says what speaks against someone, and still lists them', () => {
    const far = champion('far', { languages: ['en'], travelsKm: 1, ways: ['in_person'], weekdays: [], asked: 1 })
    expect(wordsOf(far)).toEqual([
      '- Does not speak Urdu: an interpreter may be needed',
      '- 1.2 miles away, further than they travel (0.6 miles)',
      '- Only helps in person, and that is too far',
      '- Has not said when they are free',
      '+ 1 of 3 learners now, and asked about 1 more',
    ])
  })

  it('does not guess a distance without a postcode, and does not mind it for those who help from a distance', () => {
    expect(wordsOf(champion('joan', { lat: null, lon: null }))?.[1]).toBe('- We do not know how far: a postcode is missing')
    expect(wordsOf(champion('joan', { ways: ['video'] }))?.[1]).toBe('+ Helps from a distance, so how far does not matter')
  })

  it('warns of a phone-only champion for someone without a phone', () => {
    expect(wordsOf(champion('joan', { ways: ['phone'] }), { ...wanted, hasPhone: false })?.[2]).toBe(
      '- Only helps by phone, and we have no phone number',
    )
  })

  it('puts language before how near and how much room', () => {
    const near = { lat: 53.408, lon: -2.149 }
    const order = rankChampions(wanted, [
      champion('busier', { ...near, learners: 1 }),
      champion('no-urdu', { ...near, languages: ['en'], learners: 0 }),
      champion('nearest', { ...near, learners: 0 }),
      champion('further', { learners: 0 }),
    ])
    expect(order.map(({ champion }) => champion.personId)).toEqual(['nearest', 'busier', 'further', 'no-urdu'])
  })

  it('leaves out the full, those who said no, and the person who asks; and says so', () => {
    const all = [
      champion('full', { learners: 2, asked: 1 }),
      champion('said-no', { declinedThis: true }),
      champion('ann'),
      champion('joan'),
    ]
    expect(rankChampions(wanted, all).map(({ champion }) => champion.personId)).toEqual(['joan'])
    expect(leftOutWords(wanted, all)).toBe('1 is full, 1 has said no to this, 1 is the person who asked')
    expect(leftOutWords(wanted, [champion('joan')])).toBe('')
  })

  it('measures over the ground: Stockport to Manchester is about 10 km', () => {
    expect(distanceKm(stockport, { lat: 53.4808, lon: -2.2426 })).toBeCloseTo(10.14, 1)
    expect(distanceKm(stockport, stockport)).toBe(0)
    expect(distanceKm(stockport, { lat: null, lon: null })).toBeNull()
  })
})
