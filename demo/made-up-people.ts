import type { Chance } from './chance'

const list = (words: string): string[] => words.split(' ')

/** First names as a borough has them, with surnames nobody bears: whoever reads one sees that the person is made up. */
const FIRST = list(
  'Ada Agnes Aisha Alan Amina Angus Anil Anna Arjun Barbara Bernard Beryl Bilal Brenda Bronisław Carol Cecil Chen ' +
    'Chidi Clive Colette Daphne Darius Dennis Derek Doreen Edith Elif Elsie Ewa Farah Fatima Frank Geoffrey Gloria ' +
    'Gurpreet Gwen Halima Harold Hassan Hilda Ian Irene Ivan Jamal Janusz Jean Joan Joyce Karen Keith Kofi Leila ' +
    'Leroy Linda Maja Malcolm Margaret Mariam Maureen Mei Mohammed Muriel Nadia Naomi Norman Oksana Olive Omar ' +
    'Pamela Patience Pauline Percy Petra Rashid Raymond Reza Rita Ronald Rosa Ruth Samina Seán Sheila Siân Sidney ' +
    'Stanley Sylvia Tariq Thelma Tomasz Trevor Valerie Vera Vikram Walter Wanjiru Winifred Yasmin Yusuf Zainab ' +
    'Zofia',
)

const BEGINS = list(
  'Acorn Amber Apple Barley Bramble Bright Button Candle Clover Copper Cotton Daisy Dapple Fable Feather Fern ' +
    'Fiddle Finch Hazel Honey Kettle Lantern Larks Maple Meadow Merry Moss Nettle Nimble Paper Pebble Pepper Plum ' +
    'Quill Ribbon Robin Saddle Silver Sparrow Teasel Thimble Thistle Velvet Walnut Whistle Willow Winter Wren',
)
const ENDS = list('bank bourne brook combe croft down field foot garth hollow hythe lock mere side stitch thwaite wick worth')

/** A name that is plainly made up: "Maureen Thimblecroft". */
export const madeUpName = (chance: Chance): string => `${chance.pick(FIRST)} ${chance.pick(BEGINS)}${chance.pick(ENDS)}`

/** The ranges Ofcom keeps for drama: nobody's phone rings. */
const RANGES = ['+441614960', '+441632960', '+447700900'] as const

export const madeUpPhone = (chance: Chance): string => `${chance.pick(RANGES)}${String(chance.between(0, 999)).padStart(3, '0')}`

const LANGUAGES = ['en', 'en', 'en', 'en', 'en', 'en', 'en', 'en', 'en', 'ur', 'pl', 'fa', 'bn', 'ar', 'uk', 'zh'] as const

/** Who has a mobile likes a text best; the rest like a call. */
const likes = ([phone]: readonly string[]): 'text' | 'call' => (phone?.startsWith('+447') ? 'text' : 'call')

const atTheDesk = (chance: Chance, postcodes: readonly string[]) => ({
  name: madeUpName(chance),
  knownAs: '',
  birthYear: chance.likely(0.7) ? chance.between(1931, 1998) : null,
  phones: chance.likely(0.85) ? [madeUpPhone(chance)] : [],
  email: null,
  address: '',
  postcode: chance.likely(0.95) ? chance.pick(postcodes) : null,
  language: chance.pick(LANGUAGES),
  supportNeeds: chance.likely(0.15)
    ? chance.pick(['Large print', 'A hearing loop', 'Going slowly', 'A quiet room', 'Someone to come along'])
    : '',
  safeContact: chance.likely(0.05)
    ? chance.pick(['Ring after 10am. Do not leave a message.', 'Ask for them by name. Say you are from the library.'])
    : '',
})

/** A person as someone at the desk would write them down. */
export const madeUpPerson = (chance: Chance, postcodes: readonly string[]) => {
  const person = atTheDesk(chance, postcodes)
  return { ...person, reachBy: likes(person.phones) }
}
export type MadeUpPerson = ReturnType<typeof madeUpPerson>

/** Someone made up who can be rung, whenever it suits us. */
export const madeUpToRing = (chance: Chance, postcodes: readonly string[]): MadeUpPerson => {
  const person = madeUpPerson(chance, postcodes)
  const [phone = ''] = person.phones
  return { ...person, phones: [phone || `+441614960${chance.between(100, 999)}`], safeContact: '' }
}
