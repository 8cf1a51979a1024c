import fc from 'fast-check'

// One seed for every property: what is red stays red, for whoever looks. `npm run laws` draws new ones.
fc.configureGlobal({ seed: Number(process.env.LAWS_SEED ?? 20_260_901) })
