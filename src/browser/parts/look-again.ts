/** A page about something that is going on is asked for again by itself: `data-look-again` gives the seconds. */
const waiting = document.querySelector<HTMLElement>('[data-look-again]')
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.lookAgain) * 1000)
