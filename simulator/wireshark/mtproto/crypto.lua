-- SHA-256, AES and what MTProto makes of them, on strings of bytes. Wireshark gives Lua no
-- cryptography. Words are the signed 32-bit numbers of Wireshark's `bit` library, so that this runs
-- on Lua 5.2 to 5.4.
local bit, Struct = bit, Struct
local band, bor, bxor, bnot = bit.band, bit.bor, bit.bxor, bit.bnot
local lshift, rshift, rol, ror, tobit = bit.lshift, bit.rshift, bit.rol, bit.ror, bit.tobit
local pack, unpack = Struct.pack, Struct.unpack

local crypto = {}

-- ---- SHA-256: FIPS 180-4

-- The first 32 bits of the fractional part of a root, without a table of magic numbers.
local function fraction(root)
  return tobit(math.floor((root - math.floor(root)) * 2 ^ 32))
end

local ROUND, START = {}, {}
do
  local prime, count = 2, 0
  while count < 64 do
    local isPrime = true
    for factor = 2, math.floor(math.sqrt(prime)) do
      isPrime = isPrime and prime % factor ~= 0
    end
    if isPrime then
      count = count + 1
      ROUND[count] = fraction(prime ^ (1 / 3))
      if count <= 8 then
        START[count] = fraction(math.sqrt(prime))
      end
    end
    prime = prime + 1
  end
end

local function sha256Block(hash, w, text, at)
  w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10], w[11], w[12], w[13], w[14], w[15],
    w[16] = unpack(">I4I4I4I4I4I4I4I4I4I4I4I4I4I4I4I4", text, at)
  for i = 17, 64 do
    local x, y = w[i - 15], w[i - 2]
    local s0 = bxor(ror(x, 7), ror(x, 18), rshift(x, 3))
    local s1 = bxor(ror(y, 17), ror(y, 19), rshift(y, 10))
    w[i] = tobit(w[i - 16] + s0 + w[i - 7] + s1)
  end
  local a, b, c, d = hash[1], hash[2], hash[3], hash[4]
  local e, f, g, h = hash[5], hash[6], hash[7], hash[8]
  for i = 1, 64 do
    local s1 = bxor(ror(e, 6), ror(e, 11), ror(e, 25))
    local choice = bxor(g, band(e, bxor(f, g)))
    local t1 = h + s1 + choice + ROUND[i] + w[i]
    local s0 = bxor(ror(a, 2), ror(a, 13), ror(a, 22))
    local majority = bxor(band(a, bxor(b, c)), band(b, c))
    h, g, f, e, d, c, b, a = g, f, e, tobit(d + t1), c, b, a, tobit(t1 + s0 + majority)
  end
  hash[1], hash[2] = tobit(hash[1] + a), tobit(hash[2] + b)
  hash[3], hash[4] = tobit(hash[3] + c), tobit(hash[4] + d)
  hash[5], hash[6] = tobit(hash[5] + e), tobit(hash[6] + f)
  hash[7], hash[8] = tobit(hash[7] + g), tobit(hash[8] + h)
end

--- The 32 bytes of a digest.
function crypto.sha256(text)
  local padded = text .. "\128" .. string.rep("\0", (55 - #text) % 64)
  padded = padded .. pack(">I4I4", math.floor(#text / 2 ^ 29), #text * 8 % 2 ^ 32)
  local hash, w = {}, {}
  for i = 1, 8 do
    hash[i] = START[i]
  end
  for at = 1, #padded, 64 do
    sha256Block(hash, w, padded, at)
  end
  return pack(">i4i4i4i4i4i4i4i4", hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7],
    hash[8])
end

-- ---- CRC32, of full frames

local CRC = {}
for i = 0, 255 do
  local c = i
  for _ = 1, 8 do
    c = band(c, 1) == 1 and bxor(rshift(c, 1), 0xedb88320) or rshift(c, 1)
  end
  CRC[i] = c
end

--- The checksum as four bytes, little-endian, as a full frame ends with it.
function crypto.crc32(text)
  local c = -1
  for i = 1, #text do
    c = bxor(rshift(c, 8), CRC[band(bxor(c, text:byte(i)), 255)])
  end
  return pack("<i4", bnot(c))
end

-- ---- AES-256: FIPS 197, a table for each byte of a column

local SBOX, UNBOX = {}, {}
local E0, E1, E2, E3, D0, D1, D2, D3 = {}, {}, {}, {}, {}, {}, {}, {}
do
  local function double(x)
    x = lshift(x, 1)
    return x > 255 and bxor(x, 0x11b) or x
  end
  local power, log, x = {}, {}, 1
  for i = 0, 254 do
    power[i], log[x] = x, i
    x = bxor(x, double(x))
  end
  local function times(a, b)
    return a == 0 and 0 or power[(log[a] + log[b]) % 255]
  end
  for i = 0, 255 do
    local inverse = i == 0 and 0 or power[(255 - log[i]) % 255]
    local s, turned = inverse, inverse
    for _ = 1, 4 do
      turned = bor(band(lshift(turned, 1), 255), rshift(turned, 7))
      s = bxor(s, turned)
    end
    s = bxor(s, 0x63)
    SBOX[i], UNBOX[s] = s, i
  end
  for i = 0, 255 do
    local s, u = SBOX[i], UNBOX[i]
    local e = bor(lshift(double(s), 24), lshift(s, 16), lshift(s, 8), bxor(s, double(s)))
    local d = bor(lshift(times(u, 14), 24), lshift(times(u, 9), 16), lshift(times(u, 13), 8),
      times(u, 11))
    E0[i], E1[i], E2[i], E3[i] = tobit(e), ror(e, 8), ror(e, 16), ror(e, 24)
    D0[i], D1[i], D2[i], D3[i] = tobit(d), ror(d, 8), ror(d, 16), ror(d, 24)
  end
end

local ROUNDS = 14

local function subWord(w)
  return bor(lshift(SBOX[rshift(w, 24)], 24), lshift(SBOX[band(rshift(w, 16), 255)], 16),
    lshift(SBOX[band(rshift(w, 8), 255)], 8), SBOX[band(w, 255)])
end

-- 60 words for enciphering, from 32 bytes.
local function expand(key)
  local k = { unpack(">I4I4I4I4I4I4I4I4", key) }
  local constant = 1
  for i = 9, 4 * (ROUNDS + 1) do
    local t = k[i - 1]
    if i % 8 == 1 then
      t = bxor(subWord(rol(t, 8)), lshift(constant, 24))
      constant = constant * 2
    elseif i % 8 == 5 then
      t = subWord(t)
    end
    k[i] = bxor(k[i - 8], t)
  end
  return k
end

-- The same for deciphering: rounds reversed, columns of the inner ones mixed back.
local function expandBack(key)
  local k, back = expand(key), {}
  for round = 0, ROUNDS do
    for column = 1, 4 do
      local w = k[4 * (ROUNDS - round) + column]
      if round > 0 and round < ROUNDS then
        w = bxor(D0[SBOX[rshift(w, 24)]], D1[SBOX[band(rshift(w, 16), 255)]],
          D2[SBOX[band(rshift(w, 8), 255)]], D3[SBOX[band(w, 255)]])
      end
      back[4 * round + column] = w
    end
  end
  return back
end

local function last(box, a, b, c, d, k)
  return bxor(bor(lshift(box[rshift(a, 24)], 24), lshift(box[band(rshift(b, 16), 255)], 16),
    lshift(box[band(rshift(c, 8), 255)], 8), box[band(d, 255)]), k)
end

local function encipher(k, a, b, c, d)
  a, b, c, d = bxor(a, k[1]), bxor(b, k[2]), bxor(c, k[3]), bxor(d, k[4])
  for i = 5, 4 * ROUNDS, 4 do
    a, b, c, d =
      bxor(E0[rshift(a, 24)], E1[band(rshift(b, 16), 255)], E2[band(rshift(c, 8), 255)],
        E3[band(d, 255)], k[i]),
      bxor(E0[rshift(b, 24)], E1[band(rshift(c, 16), 255)], E2[band(rshift(d, 8), 255)],
        E3[band(a, 255)], k[i + 1]),
      bxor(E0[rshift(c, 24)], E1[band(rshift(d, 16), 255)], E2[band(rshift(a, 8), 255)],
        E3[band(b, 255)], k[i + 2]),
      bxor(E0[rshift(d, 24)], E1[band(rshift(a, 16), 255)], E2[band(rshift(b, 8), 255)],
        E3[band(c, 255)], k[i + 3])
  end
  return last(SBOX, a, b, c, d, k[57]), last(SBOX, b, c, d, a, k[58]),
    last(SBOX, c, d, a, b, k[59]), last(SBOX, d, a, b, c, k[60])
end

local function decipher(k, a, b, c, d)
  a, b, c, d = bxor(a, k[1]), bxor(b, k[2]), bxor(c, k[3]), bxor(d, k[4])
  for i = 5, 4 * ROUNDS, 4 do
    a, b, c, d =
      bxor(D0[rshift(a, 24)], D1[band(rshift(d, 16), 255)], D2[band(rshift(c, 8), 255)],
        D3[band(b, 255)], k[i]),
      bxor(D0[rshift(b, 24)], D1[band(rshift(a, 16), 255)], D2[band(rshift(d, 8), 255)],
        D3[band(c, 255)], k[i + 1]),
      bxor(D0[rshift(c, 24)], D1[band(rshift(b, 16), 255)], D2[band(rshift(a, 8), 255)],
        D3[band(d, 255)], k[i + 2]),
      bxor(D0[rshift(d, 24)], D1[band(rshift(c, 16), 255)], D2[band(rshift(b, 8), 255)],
        D3[band(a, 255)], k[i + 3])
  end
  return last(UNBOX, a, d, c, b, k[57]), last(UNBOX, b, a, d, c, k[58]),
    last(UNBOX, c, b, a, d, k[59]), last(UNBOX, d, c, b, a, k[60])
end

local BLOCK = ">I4I4I4I4"
local SIGNED_BLOCK = ">i4i4i4i4"

--- A mask for one direction of a stream (AES-256-CTR): a function that takes the next piece.
function crypto.ctr(key, iv)
  local k = expand(key)
  local c0, c1, c2, c3 = unpack(BLOCK, iv)
  local stream = "" -- of the block that was begun
  local function nextBlock()
    local s = pack(SIGNED_BLOCK, encipher(k, c0, c1, c2, c3))
    c3 = (c3 + 1) % 2 ^ 32
    if c3 == 0 then
      c2 = (c2 + 1) % 2 ^ 32
      if c2 == 0 then
        c1 = (c1 + 1) % 2 ^ 32
        if c1 == 0 then
          c0 = (c0 + 1) % 2 ^ 32
        end
      end
    end
    return s
  end
  return function(piece)
    local needed = { stream }
    local size = #stream
    while size < #piece do
      needed[#needed + 1] = nextBlock()
      size = size + 16
    end
    local mask = table.concat(needed)
    stream = mask:sub(#piece + 1)
    local out, at = {}, 1
    while at + 15 <= #piece do
      local a, b, c, d = unpack(BLOCK, piece, at)
      local e, f, g, h = unpack(BLOCK, mask, at)
      out[#out + 1] = pack(SIGNED_BLOCK, bxor(a, e), bxor(b, f), bxor(c, g), bxor(d, h))
      at = at + 16
    end
    for i = at, #piece do
      out[#out + 1] = string.char(bxor(piece:byte(i), mask:byte(i)))
    end
    return table.concat(out)
  end
end

local function igeDecrypt(key, iv, data)
  local k = expandBack(key)
  local x0, x1, x2, x3, y0, y1, y2, y3 = unpack(">I4I4I4I4I4I4I4I4", iv)
  local out = {}
  for at = 1, #data, 16 do
    local a, b, c, d = unpack(BLOCK, data, at)
    local e, f, g, h = decipher(k, bxor(a, y0), bxor(b, y1), bxor(c, y2), bxor(d, y3))
    y0, y1, y2, y3 = bxor(e, x0), bxor(f, x1), bxor(g, x2), bxor(h, x3)
    x0, x1, x2, x3 = a, b, c, d
    out[#out + 1] = pack(SIGNED_BLOCK, y0, y1, y2, y3)
  end
  return table.concat(out)
end

-- ---- Messages: https://core.telegram.org/mtproto/description#defining-aes-key-and-iv

--- Opens encrypted data, whole blocks. Answers the message with its padding, and whether its
--- msg_key is the one that was sent.
function crypto.open(authKey, msgKey, data, toServer)
  local x = toServer and 0 or 8
  local a = crypto.sha256(msgKey .. authKey:sub(x + 1, x + 36))
  local b = crypto.sha256(authKey:sub(x + 41, x + 76) .. msgKey)
  local key = a:sub(1, 8) .. b:sub(9, 24) .. a:sub(25, 32)
  local iv = b:sub(1, 8) .. a:sub(9, 24) .. b:sub(25, 32)
  local plain = igeDecrypt(key, iv, data)
  local large = crypto.sha256(authKey:sub(x + 89, x + 120) .. plain)
  return plain, large:sub(9, 24) == msgKey
end

return crypto
