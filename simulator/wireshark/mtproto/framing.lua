-- How frames are cut in a stream: https://core.telegram.org/mtproto/mtproto-transports
local Struct, crypto = Struct, ...

local framing = {}

--- The largest frame, as in the reference implementation.
framing.FRAME_BYTES_MAX = 2 ^ 24

local ACK_BIT = 2 ^ 31
local PADDING_MAX = 15

-- Whole numbers stay whole in every version of Lua: they are shown.
local function uint32(text, at)
  return math.floor((Struct.unpack("<I4", text, at)))
end

-- Each reader takes one unit from a source and tells what it is: {bytes, head, tail} for a frame of
-- which so many bytes stand before and behind the payload, {bytes, token} for a quick ack. It
-- answers nil if this is no frame: what follows has no borders.

local function announced(size)
  return size > 0 and size % 4 == 0 and size <= framing.FRAME_BYTES_MAX
end

local function abridged(from, toServer)
  local first = from:peek(1):byte()
  if not toServer and first >= 128 then
    local bytes = from:take(4)
    return { bytes = bytes, token = (Struct.unpack(">I4", bytes)) }
  end
  local head, words = 1, first % 128
  if words == 127 then
    head, words = 4, math.floor(uint32(from:peek(4)) / 256)
  end
  if not announced(words * 4) then
    return nil
  end
  return { bytes = from:take(head + words * 4), head = head, tail = 0, wantsAck = first >= 128 }
end

local function intermediate(from, toServer)
  local length = uint32(from:peek(4))
  local marked = length >= ACK_BIT
  if marked and not toServer then
    return { bytes = from:take(4), token = length }
  end
  length = length % ACK_BIT
  if not announced(length) then
    return nil
  end
  return { bytes = from:take(4 + length), head = 4, tail = 0, wantsAck = marked }
end

-- Only the payload tells what of a padded frame is padding.
local function paddingOf(payload)
  local size = #payload
  if size < 16 then
    return size - 4
  elseif payload:sub(1, 8) ~= "\0\0\0\0\0\0\0\0" then
    return size >= 24 and (size - 24) % 16 or 0
  end
  local body = size >= 20 and uint32(payload, 17) or size
  return 20 + body <= size and size - 20 - body or 0
end

local function padded(from, toServer)
  local length = uint32(from:peek(4))
  local marked = toServer and length >= ACK_BIT
  length = marked and length - ACK_BIT or length
  if length < 4 or length > framing.FRAME_BYTES_MAX + PADDING_MAX then
    return nil
  end
  local bytes = from:take(4 + length)
  if not toServer and length >= 8 and length <= 16 and bytes:sub(5, 8) == "\255\255\255\255" then
    return { bytes = bytes, token = uint32(bytes, 9) }
  end
  return { bytes = bytes, head = 4, tail = paddingOf(bytes:sub(5)), wantsAck = marked }
end

local function full(from)
  local length = uint32(from:peek(4))
  if length < 12 or length % 4 ~= 0 or length > framing.FRAME_BYTES_MAX + 12 then
    return nil
  end
  local bytes = from:take(length)
  local holds = crypto.crc32(bytes:sub(1, -5)) == bytes:sub(-4)
  return { bytes = bytes, head = 8, tail = 4, number = uint32(bytes, 5), checksum = holds }
end

framing.READERS = { abridged = abridged, intermediate = intermediate, padded = padded, full = full }

--- The framing whose tag stands in an obfuscated header; nil if none.
function framing.ofTag(tag)
  return ({
    ["\239\239\239\239"] = "abridged",
    ["\238\238\238\238"] = "intermediate",
    ["\221\221\221\221"] = "padded",
  })[tag]
end

return framing
