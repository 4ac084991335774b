// mtcute as an implementation under test: environment in, lines of JSON out.
// The contract stands in conformance-tests/README.md.

import { readFileSync } from 'node:fs'
import process from 'node:process'

const UNSUPPORTED = 127
const env = process.env
if (env.MTLAB_CASE !== 'interop') process.exit(UNSUPPORTED)

const { Long, MemoryStorage, MtProxyTcpTransport, TcpTransport, TelegramClient } = await import('@mtcute/node')
const { NodeCryptoProvider, addPublicKey } = await import('@mtcute/node/utils.js')
const { ObfuscatedPacketCodec, IntermediatePacketCodec, PaddedIntermediatePacketCodec } = await import('@mtcute/core')

/** A transport of the library's own over another of its codecs. */
function over(codec) {
  return () => Object.assign(new TcpTransport(), { packetCodec: codec })
}

const endpoint = { host: env.MTLAB_HOST, port: Number(env.MTLAB_PORT) }
const proxied = () => new MtProxyTcpTransport({ ...endpoint, secret: env.MTLAB_SECRET })
const TRANSPORTS = {
  intermediate: () => new TcpTransport(),
  padded: over(() => new PaddedIntermediatePacketCodec()),
  'obfuscated-intermediate': over(() => new ObfuscatedPacketCodec(new IntermediatePacketCodec())),
  'obfuscated-padded': over(() => new ObfuscatedPacketCodec(new PaddedIntermediatePacketCodec())),
  mtproxy: proxied,
  'mtproxy-dd': proxied,
  'fake-tls': proxied,
}
const newTransport = TRANSPORTS[env.MTLAB_TRANSPORT]
if (!newTransport) process.exit(UNSUPPORTED)

const DC = { ipAddress: endpoint.host, port: endpoint.port, id: Number(env.MTLAB_DC) }
const STEP_MS = 45_000
const WRONG_SALT = Long.fromString('0123456789abcdef', false, 16)
const MANY = 150

const crypto = new NodeCryptoProvider()
await crypto.initialize?.()
addPublicKey(crypto, readFileSync(env.MTLAB_RSA_KEY, 'ascii'), false)

const clients = []

function newClient(storage = new MemoryStorage(), usePfs = false) {
  const client = new TelegramClient({
    apiId: 1,
    apiHash: '0123456789abcdef0123456789abcdef',
    storage,
    crypto,
    transport: newTransport(),
    defaultDcs: { main: DC, media: { ...DC, mediaOnly: true } },
    network: { usePfs },
    logLevel: Number(env.MTLAB_LOG_LEVEL ?? 2),
  })
  client.onError.add((error) => console.error(error))
  client.heard = []
  client.onNewMessage.add((message) => {
    if (!message.isOutgoing) client.heard.push(message.text)
  })
  clients.push(client)
  return client
}

function say(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function require(condition, text) {
  if (!condition) throw new Error(text)
}

class Failed extends Error {}

async function take(step, work) {
  const began = performance.now()
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${STEP_MS} ms`)), STEP_MS)
  })
  try {
    const result = await Promise.race([work(), late])
    say({ step, outcome: 'passed', ms: Math.round(performance.now() - began) })
    return result
  } catch (error) {
    say({ step, outcome: 'failed', reason: String(error) })
    console.error(error)
    throw new Failed(step)
  } finally {
    clearTimeout(timer)
  }
}

async function hears(client, text) {
  while (client.heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  const heard = client.heard.shift()
  require(heard === text, `heard ${heard}`)
}

async function signInByPhone(client) {
  const phone = env.MTLAB_PHONE
  const { phoneCodeHash } = await client.sendCode({ phone })
  try {
    return await client.signIn({ phone, phoneCodeHash, phoneCode: env.MTLAB_CODE })
  } catch (error) {
    if (!/sign ?up/i.test(String(error))) throw error
    // The library has no signing up; the method itself is there.
    const made = await client.call({
      _: 'auth.signUp',
      phoneNumber: phone.replace('+', ''),
      phoneCodeHash,
      firstName: 'Interop',
      lastName: '',
    })
    await client.notifyLoggedIn(made)
    return client.getMe()
  }
}

const input = (user) => ({ _: 'inputPeerUser', userId: user.id, accessHash: user.raw.accessHash })

async function main() {
  const storage = new MemoryStorage()
  const user = newClient(storage)
  const bot = newClient()
  await take('key-exchange', () => user.connect().then(() => user.call({ _: 'help.getNearestDc' })))
  await take('config', async () => {
    const config = await user.call({ _: 'help.getConfig' })
    require(config.thisDc === DC.id, `this_dc is ${config.thisDc}`)
  })
  const botSelf = await take('bot-sign-in', () => bot.signInBot(env.MTLAB_BOT_TOKEN))
  const self = await take('user-sign-in', () => signInByPhone(user))
  await bot.startUpdatesLoop()
  await user.startUpdatesLoop()
  await take('message-sent', async () => {
    const sent = await user.sendText(input(botSelf), 'to the bot')
    require(sent.id > 0 && sent.text === 'to the bot', `sent ${sent.text}`)
  })
  await take('message-received', async () => {
    await hears(bot, 'to the bot')
    await bot.sendText(input(self), 'from the bot')
    await hears(user, 'from the bot')
  })
  await take('large-answer', async () => {
    const id = Array.from({ length: MANY }, () => ({ _: 'inputUserSelf' }))
    const users = await user.call({ _: 'users.getUsers', id })
    require(users.length === MANY, `${users.length} users of ${MANY}`)
  })
  await take('bad-server-salt', async () => {
    const salts = user._client.mt.network._primaryDc._salts
    salts.currentSalt = WRONG_SALT
    await user.call({ _: 'help.getNearestDc' })
    require(!salts.currentSalt.eq(WRONG_SALT), 'the wrong salt is still in use')
  })
  const keyOf = async () => Buffer.from(await storage.authKeys.get(DC.id)).toString('hex')
  const key = await keyOf()
  await user.destroy()
  await take('reconnect', async () => {
    const again = newClient(storage)
    const [same] = await again.call({ _: 'users.getUsers', id: [{ _: 'inputUserSelf' }] })
    require(same.id === self.id, `signed in as ${same.id}`)
    require((await keyOf()) === key, 'another key')
  })
  await take('temporary-key', async () => {
    const temporary = newClient(new MemoryStorage(), true)
    const again = await temporary.signInBot(env.MTLAB_BOT_TOKEN)
    require(again.id === botSelf.id, `signed in as ${again.id}`)
  })
}

let code = 0
try {
  await main()
} catch (error) {
  code = 1
  if (!(error instanceof Failed)) console.error(error)
}
await Promise.race([
  Promise.allSettled(clients.map((client) => client.destroy())),
  new Promise((resolve) => setTimeout(resolve, 1000)),
])
process.exit(code)
