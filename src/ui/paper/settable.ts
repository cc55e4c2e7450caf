/** The scripts our fonts have. Others (Bengali, Chinese, Gujarati, …) we cannot set, and say so. */
const NOT_OURS =
  /(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Common}\p{Script=Inherited}])\p{Assigned}/u

const PICTURE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\u20e3\ufe0e\ufe0f]/gu
const KEPT = '©®™'

/** Text as paper takes it: composed, without pictures (emoji) or control signs. */
export const paperText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(PICTURE, (sign) => (KEPT.includes(sign) ? sign : ''))
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (sign) => (sign === '\n' ? sign : ' '))

/** Whether our fonts have every letter of a text. */
export const canSet = (text: string): boolean => !NOT_OURS.test(paperText(text))
