/** Names that are one name: the whole one first, then what people are called by it. */
const GROUPS = `
abdul abdullah
abigail abi abbie abby gail
agnes aggie nessie
albert bert bertie al
alexander alex alec sandy al xander
alexandra alex sandra sandy lexi
alfred alf alfie fred
alice ali
alison ali ally
amanda mandy
andrew andy drew
angela angie ange
ann anne annie nan nancy
anna
anthony tony ant
antonia toni
archibald archie
arthur art
barbara barb barbie babs
beatrice bea beattie trixie
benjamin ben benny
bernard bernie
bernadette bernie detta
bridget biddy bridie bridgid brigid
caroline carol carrie
catherine katherine kathryn cath cathy kath kathy kate katie kit kitty
charles charlie chas chuck
charlotte lottie charlie
christina christine chris chrissie tina
christopher chris kit topher
clifford cliff
constance connie
cynthia cindy
daniel dan danny
david dave davey dai
deborah debra deb debbie debs
dennis den
derek del
dolores lola
donald don donnie
dorothy dot dottie dolly
douglas doug
edith edie
edward ed eddie ted teddy ned
eileen aileen
eleanor ellie nell nellie elinor nora
elizabeth liz lizzie beth betty bess bessie eliza elsie libby lisbeth
ellen nell nellie
emily em emmy
ernest ernie
eugene gene
florence flo florrie flossie
frances fran fanny francie
francis frank frankie
frederick fred freddie
gabrielle gabby
geoffrey jeffrey geoff jeff
george georgie
gerald gerard gerry jerry
gertrude gertie trudy
gillian jill gill
gregory greg
gwendoline gwendolen gwen
harold harry hal
harriet hattie
helen nell
henry harry hal
herbert bert herb
hilary hilly
hugh hughie huw
isabel isobel isabella izzy bella
jacqueline jackie jacqui
jacob jake
james jim jimmy jamie
jane janie
janet jan
janice jan
jean jeannie
jeremy jerry
jennifer jenny jen
jessica jess jessie
joan joanie
joanne joanna jo
john jack johnny jon
jonathan jon jonny
joseph joe joey
josephine jo josie
joshua josh
judith judy jude
julia julie jules
kenneth ken kenny
kimberley kim
lawrence laurence larry laurie
leonard len lenny
leslie les
lillian lilian lily lil
louisa louise lou
lucille lucy
mabel may
malcolm mal
margaret maggie meg peg peggy madge marge margie greta rita
maria
marie
marjorie marge
martin marty
martha patty
mary molly polly
matilda tilly
matthew matt
maureen mo
maurice morris
michael mick mike mickey
michelle shell
mildred millie
millicent millie
mohammed mohamed mohammad muhammad mohamad md mo
nathaniel nathan nat
nicholas nick nicky nico
nicola nicky nikki
norman norm
olive ollie
oliver ollie
pamela pam
patricia pat patsy trish trisha paddy
patrick pat paddy
pauline paula
penelope penny
peter pete
philip phillip phil pip
philippa pippa pip
phyllis phyl
priscilla cilla
rachel rachael
raymond ray
rebecca becky becca
reginald reg reggie
richard dick rick ricky rich richie
robert rob bob robbie bobby bert
roberta bobbie
roderick rod roddy
rodney rod
roger rodge
ronald ron ronnie
rosalind roz
rosemary rose rosie
rose rosie
russell russ
samantha sam
samuel sam sammy
sarah sara sally sadie
sharon shaz
sheila shelagh
sidney sydney sid syd
sophia sophie
stanley stan
stephanie steph
stephen steven steve stevie
stuart stewart stu
susan sue susie suzanne susannah
sylvia syl
terence terry
theresa teresa terry tess tessa
theodore theo ted
thomas tom tommy
timothy tim
valerie val
veronica ronnie vera
victor vic
victoria vicky vikki tori
vincent vince vinny
violet vi
virginia ginny
vivienne vivian viv
walter walt wally
wilfred wilf
william will bill billy liam willie
winifred win winnie
yvonne eve
zachary zach zak
aidan aiden
aisha aysha ayesha
alan allan allen
brian bryan
carole carol
clare claire
diane dianne
fatima fatema fatimah
hassan hasan
hayley haley
hussain hussein husain
jane jayne
karen karin
kathleen cathleen
khadija khadijah
lesley leslie
lindsay lindsey
lynn lynne lyn
marian marion
mariam maryam
neil neal niall
omar umar
sean shaun shawn
sian shan
tracey tracy tracie
usman osman uthman
yusuf yousuf yousef
zainab zaynab
`

const groups = GROUPS.trim()
  .split('\n')
  .map((line) => line.split(' '))

const formalOf = new Map<string, string[]>()
for (const [formal = '', ...short] of groups)
  for (const name of [formal, ...short]) formalOf.set(name, [...(formalOf.get(name) ?? []), formal])

/** The whole names a word may stand for: "jo" → "joanne", "josephine". A name nobody shortens stands for itself. */
export const formalNames = (word: string): readonly string[] => formalOf.get(word) ?? [word]

/** Other words for the same name, in either direction: Peggy and Margaret, Bill and William. */
export const otherNames = (word: string): string[] => {
  const formal = formalOf.get(word) ?? []
  const all = groups.filter(([first = '']) => formal.includes(first)).flat()
  return [...new Set(all)].filter((name) => name !== word)
}

/** Whether a word is a first name many bear, not somebody's slip. */
export const isKnownName = (word: string): boolean => formalOf.has(word)
