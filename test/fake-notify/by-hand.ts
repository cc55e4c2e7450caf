import { openFakeNotify } from './index'

// npm run fake-notify: the fake on port 6677 (or PORT), to look at in a browser and to send to from a demonstration.
const fake = await openFakeNotify({ port: Number(process.env.PORT ?? 6677), retryMs: 5000 })
console.log(`Fake GOV.UK Notify. Open ${fake.url} to see what arrives, text in, and break it.
Address        NOTIFY_URL=${fake.url}
Key            ${fake.keys.live}
Text template  ${fake.templates.sms.id}
Email template ${fake.templates.email.id}`)
