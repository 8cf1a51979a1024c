import { uuidOf } from '../hash.ts'

/** One way in and out for an asset. All figures are invented but for Bitcoin's, which are the documentation's. */
export interface Method {
  readonly asset: string
  readonly method: string
  readonly network: string
  readonly depositMinimum: string
  readonly withdrawMinimum: string
  readonly withdrawFee: string
  /** How an address on this network begins; undefined where there are no addresses. */
  readonly prefix?: string
  /** Whether an address needs a tag beside it. */
  readonly tagged?: boolean
}

export const METHODS: readonly Method[] = [
  {
    asset: 'XXBT',
    method: 'Bitcoin',
    network: 'Bitcoin',
    depositMinimum: '0.00010000',
    withdrawMinimum: '0.0004',
    withdrawFee: '0.00001500',
    prefix: 'bc1q',
  },
  {
    asset: 'XXBT',
    method: 'Bitcoin Lightning',
    network: 'Lightning',
    depositMinimum: '0.00001000',
    withdrawMinimum: '0.00001',
    withdrawFee: '0.00000100',
    prefix: 'lnbc1',
  },
  {
    asset: 'XETH',
    method: 'Ether',
    network: 'Ethereum',
    depositMinimum: '0.00100000',
    withdrawMinimum: '0.002',
    withdrawFee: '0.00060000',
    prefix: '0x',
  },
  {
    asset: 'USDT',
    method: 'Tether USD (ERC20)',
    network: 'Ethereum',
    depositMinimum: '1.00000000',
    withdrawMinimum: '5',
    withdrawFee: '2.50000000',
    prefix: '0x',
  },
  {
    asset: 'USDC',
    method: 'USDC (Solana)',
    network: 'Solana',
    depositMinimum: '1.00000000',
    withdrawMinimum: '5',
    withdrawFee: '0.50000000',
    prefix: 'So',
  },
  {
    asset: 'SOL',
    method: 'Solana',
    network: 'Solana',
    depositMinimum: '0.01000000',
    withdrawMinimum: '0.1',
    withdrawFee: '0.00800000',
    prefix: 'So',
  },
  {
    asset: 'DOT',
    method: 'Polkadot',
    network: 'Polkadot',
    depositMinimum: '1.00000000',
    withdrawMinimum: '2',
    withdrawFee: '0.08000000',
    prefix: '1',
  },
  {
    asset: 'ADA',
    method: 'Cardano',
    network: 'Cardano',
    depositMinimum: '1.00000000',
    withdrawMinimum: '5',
    withdrawFee: '0.80000000',
    prefix: 'addr1',
  },
  {
    asset: 'LINK',
    method: 'Chainlink',
    network: 'Ethereum',
    depositMinimum: '0.10000000',
    withdrawMinimum: '1',
    withdrawFee: '0.25000000',
    prefix: '0x',
  },
  {
    asset: 'XXRP',
    method: 'Ripple XRP',
    network: 'Ripple',
    depositMinimum: '1.00000000',
    withdrawMinimum: '2',
    withdrawFee: '0.20000000',
    prefix: 'r',
    tagged: true,
  },
  {
    asset: 'XXDG',
    method: 'Dogecoin',
    network: 'Dogecoin',
    depositMinimum: '5.00000000',
    withdrawMinimum: '20',
    withdrawFee: '8.00000000',
    prefix: 'D',
  },
  {
    asset: 'ZUSD',
    method: 'Fedwire',
    network: 'Fedwire',
    depositMinimum: '1.00',
    withdrawMinimum: '5',
    withdrawFee: '4.00',
  },
  {
    asset: 'ZEUR',
    method: 'SEPA',
    network: 'SEPA',
    depositMinimum: '1.00',
    withdrawMinimum: '2',
    withdrawFee: '1.00',
  },
]

export const methodsOf = (asset: string): readonly Method[] => METHODS.filter((one) => one.asset === asset)

export const methodId = ({ asset, method }: Method) => uuidOf(`method ${asset} ${method}`)
export const networkId = ({ network }: Method) => uuidOf(`network ${network}`)

/** A place to withdraw to, as its owner saved it. */
export interface Destination {
  readonly key: string
  readonly asset: string
  readonly method: string
  readonly address: string
}

export const DESTINATIONS: readonly Destination[] = [
  {
    key: 'cold',
    asset: 'XXBT',
    method: 'Bitcoin',
    address: 'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh',
  },
  {
    key: 'vault',
    asset: 'XETH',
    method: 'Ether',
    address: '0x52908400098527886E0F7030069857D2E4169EE7',
  },
  { key: 'bank', asset: 'ZUSD', method: 'Fedwire', address: 'US00 EMUL ATED BANK 0001' },
]
