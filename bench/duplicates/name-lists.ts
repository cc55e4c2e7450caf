import type { Chance } from '../../demo/chance'

const list = (words: string): string[] => words.trim().split(/\s+/)

/** First names by the years their bearers were born in, the commonest first, as a northern English borough has them. */
const OLDER_WOMEN = list(
  'Margaret Mary Jean Joan Patricia Sheila Barbara Doreen Dorothy Shirley Joyce Maureen Elizabeth Kathleen Irene Brenda Audrey June ' +
    'Betty Eileen Sylvia Pamela Ann Hilda Marjorie Marian Vera Edith Rita Beryl Jacqueline Norma Winifred Gladys Elsie Phyllis Freda',
)
const OLDER_MEN = list(
  'John William Ronald Kenneth James Peter George Thomas Robert Derek Dennis Brian Alan David Gordon Roy Eric Donald Raymond Arthur ' +
    'Frank Harold Norman Stanley Geoffrey Leonard Jack Albert Ernest Frederick Walter Michael Anthony Keith Edward Joseph Sidney',
)
const YOUNGER_WOMEN = list(
  'Susan Julie Karen Jacqueline Deborah Tracey Jane Helen Diane Sharon Sarah Nicola Claire Emma Joanne Lisa Samantha Michelle Angela ' +
    'Amanda Rachel Rebecca Laura Gemma Victoria Katie Amy Lauren Jessica Charlotte Christine Linda Carol Catherine Alison Donna Louise',
)
const YOUNGER_MEN = list(
  'David Paul Andrew Mark Stephen Michael Ian Gary Robert Richard Peter John Anthony Christopher Darren Kevin Martin Simon Philip ' +
    'Graham Neil Lee Jason Matthew James Daniel Craig Stuart Adam Ryan Thomas Luke Jack Joshua Benjamin Steven Wayne',
)
const ELSEWHERE = list(
  'Mohammed Fatima Ahmed Aisha Ali Zainab Hassan Mariam Omar Khadija Ibrahim Shabana Imran Nasreen Tariq Parveen Anna Piotr Katarzyna ' +
    'Tomasz Agnieszka Krzysztof Małgorzata Andrzej Oksana Olena Dmytro Wei Mei Xiao Chen Nguyen Thi Minh Grace Blessing Emmanuel Samuel ' +
    'Priya Rajesh Sunita Gurpreet Harpreet Reza Leila Farhad Abdul Yusuf Amina Siobhan Niamh Sean Patrick',
)

/** Surnames: the commonest of the country, then those of people whose families came later. */
const COMMON = list(
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson ' +
    'Clarke Clark Harrison Hughes Edwards Turner Lewis Hill Moore Cooper Ward Morris Shaw Harris Bailey Barker Booth Heywood Hilton ' +
    'Fairhurst Winstanley Bradshaw Marsh Pilkington Ashton Hampson Ollerenshaw Bancroft Hyde Potts Kelly Murphy Byrne Walsh Oneill',
)
const LATER = list(
  'Khan Ahmed Hussain Ali Begum Akhtar Iqbal Mahmood Patel Singh Kaur Shah Malik Rahman Chowdhury Miah Kowalski Nowak Wiśniewski Wójcik ' +
    'Lewandowski Zieliński Shevchenko Kovalenko Nguyen Tran Chen Wang Zhang Li Liu Okafor Adeyemi Mensah Osei Hosseini Ahmadi Rezaei',
)
const BEGINS = list(
  'Ash Brad Cald Craw Dun Eccles Fair Garth Hal Hard Hart Has Hol Hor Ken Kirk Lang Lind Mar Mel Nor Oak Old Os Pem Pres Rad Rams Red ' +
    'Ring Rother Ruth Sal Shel Stan Sut Thorn Tod Walm Whit Wind Wool Worth Wyn Bent Bick Bram Brough Chad Clay Croft Dal Ed Farn',
)
const ENDS = list(
  'ley ton ford field worth ham well wood bottom shaw croft clough den dale bank by thwaite sall son hurst wick stone',
)

/** Earlier words of a list come more often, as names do: the n-th about 1/n as often as the first. */
const zipf = (chance: Chance, words: readonly string[]): string => {
  const at = Math.floor(Math.exp((chance.between(0, 1_000_000) / 1_000_000) * Math.log(words.length + 1))) - 1
  return words[Math.min(at, words.length - 1)] ?? ''
}

export type Origin = 'here' | 'elsewhere'

export const originOf = (chance: Chance): Origin => (chance.likely(0.82) ? 'here' : 'elsewhere')

export const firstName = (chance: Chance, origin: Origin, born: number, woman: boolean): string => {
  if (origin === 'elsewhere') return chance.pick(ELSEWHERE)
  if (born < 1955) return zipf(chance, woman ? OLDER_WOMEN : OLDER_MEN)
  return zipf(chance, woman ? YOUNGER_WOMEN : YOUNGER_MEN)
}

export const surname = (chance: Chance, origin: Origin): string => {
  if (origin === 'elsewhere') return zipf(chance, LATER)
  // A third bear one of the common names; the rest are spread over very many.
  return chance.likely(0.35) ? zipf(chance, COMMON) : `${chance.pick(BEGINS)}${chance.pick(ENDS)}`
}

/** Names parents give to twins and to brothers and sisters, one like the other. */
export const LIKE_NAMES: readonly (readonly [string, string])[] = [
  ['Ann', 'Anna'],
  ['Jean', 'Joan'],
  ['Mohammed', 'Mahmood'],
  ['Marie', 'Maria'],
  ['Ellen', 'Helen'],
  ['Daniel', 'David'],
  ['Karen', 'Sharon'],
  ['Aisha', 'Alisha'],
  ['Terry', 'Gerry'],
  ['Hassan', 'Hussain'],
  ['Lily', 'Lucy'],
  ['Michael', 'Mitchell'],
]
