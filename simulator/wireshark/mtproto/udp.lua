-- Datagrams of MTProto over UDP, as io.mtlab.mtproto.transport.udp defines them: "mtu", a kind (1),
-- the connection's token (24), and what the kind has. Puts the frames together, once.
local Struct, store = Struct, ...

local udp = {}

udp.HEADER_BYTES = 28
udp.FRAGMENT = 3
udp.KINDS = { "hello", "token", "fragment", "challenge", "proof", "end" }

local DATAGRAM_BYTES_MAX = 1200
local FRAGMENT_HEADER_BYTES = 8
local FRAGMENT_BYTES_MAX = DATAGRAM_BYTES_MAX - udp.HEADER_BYTES - FRAGMENT_HEADER_BYTES
local FRAME_BYTES_MAX = 2 ^ 24
-- As the reference implementation: so many frames of all connections may be incomplete.
local INCOMPLETE_MAX = 4096
local HELD_BYTES_MAX = 2 ^ 26

local incomplete, order, held, oldest, newest

--- Forgets everything.
function udp.reset()
  incomplete, order, held, oldest, newest = {}, {}, 0, 1, 0
end

local EXACT = {
  DATAGRAM_BYTES_MAX - udp.HEADER_BYTES, 0, nil, 16, 16, 0,
}

--- What a datagram is; nil if it is none of this protocol's.
function udp.read(bytes)
  if #bytes < udp.HEADER_BYTES or #bytes > DATAGRAM_BYTES_MAX or bytes:sub(1, 3) ~= "mtu" then
    return nil
  end
  local kind, rest = bytes:byte(4), #bytes - udp.HEADER_BYTES
  local fits = kind == udp.FRAGMENT and rest > FRAGMENT_HEADER_BYTES or rest == EXACT[kind]
  if not udp.KINDS[kind] or not fits then
    return nil
  end
  local found = { kind = kind, token = bytes:sub(5, 28) }
  if kind == udp.FRAGMENT then
    found.frame, found.index, found.count = Struct.unpack("<I4I2I2", bytes, 29)
    found.bytes = bytes:sub(37)
  end
  return found
end

local function plausible(piece)
  local last = piece.index == piece.count - 1
  return piece.index < piece.count and piece.count * FRAGMENT_BYTES_MAX <= FRAME_BYTES_MAX
    and (last or #piece.bytes == FRAGMENT_BYTES_MAX)
end

local function forget(id)
  held = held - incomplete[id].size
  incomplete[id] = nil
end

local function bound()
  while oldest <= newest and (newest - oldest >= INCOMPLETE_MAX or held > HELD_BYTES_MAX) do
    if incomplete[order[oldest]] then
      forget(order[oldest])
    end
    order[oldest] = nil
    oldest = oldest + 1
  end
end

-- The frame, if this piece makes it whole.
local function assemble(piece, toServer)
  if piece.count == 1 then
    return piece.bytes
  end
  local id = tostring(toServer) .. piece.token .. ":" .. piece.frame .. ":" .. piece.count
  local parts = incomplete[id]
  if not parts then
    parts = { size = 0, found = 0 }
    incomplete[id], newest = parts, newest + 1
    order[newest] = id
  end
  if parts[piece.index + 1] then
    return nil
  end
  parts[piece.index + 1] = piece.bytes
  parts.found = parts.found + 1
  parts.size = parts.size + #piece.bytes
  held = held + #piece.bytes
  if parts.found < piece.count then
    bound()
    return nil
  end
  forget(id)
  return table.concat(parts)
end

--- Takes a fragment, the first time that its packet is seen.
function udp.take(packet, piece, toServer)
  local whole = plausible(piece) and assemble(piece, toServer)
  if whole then
    store.add(packet, {
      kind = "frame", bytes = whole, head = 0, tail = 0, toServer = toServer, transport = "udp",
    })
  end
end

return udp
