export { formatPhone, formatPostcode } from './contact'
export { type Day, daysBetween, formatDate, formatDateShort, formatDay, monthShort, plainDate } from './dates'
export { formatDistance, formatMoney, formatNumber, formatPercent, plural } from './numbers'
export { formatDateTime, formatMinutes, formatTime } from './times'
