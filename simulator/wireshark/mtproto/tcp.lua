-- Connections over TCP: puts the segments of each direction in order, once, and remembers what each
-- packet made whole, so that any later look at a packet shows the same.
local opening, source, store = ...

local tcp = {}

-- So much may wait for a segment that was lost in the capture.
local WAITING_BYTES_MAX = 2 ^ 20
local WAITING_COUNT_MAX = 1024
local CONNECTIONS_MAX = 65536

local connections, count

--- Forgets everything.
function tcp.reset()
  connections, count = {}, 0
end

local function direction(connection, read, toServer)
  local made = { waiting = {}, waitingBytes = 0, waitingCount = 0, toServer = toServer }
  made.source = source.new()
  made.reader = coroutine.create(function()
    return read(connection, made.source, function(event)
      event.toServer = toServer
      event.transport = connection.transport
      store.add(connection.packet, event)
    end)
  end)
  return made
end

local function connectionOf(id, secrets)
  local found = connections[id]
  if not found and count < CONNECTIONS_MAX then
    found = { secrets = secrets, sides = {} }
    connections[id], count = found, count + 1
  end
  return found
end

--- Whether there is a connection of this id.
function tcp.knows(id)
  return connections[id] ~= nil
end

-- What is behind the last thing that was understood is data.
local function opaque(connection, side, bytes, why)
  side.dead = why
  side.waiting, side.waitingBytes, side.waitingCount = {}, 0, 0
  store.add(connection.packet, {
    kind = "opaque", size = bytes, reason = why, toServer = side.toServer,
    transport = connection.transport,
  })
end

local function push(connection, side, piece)
  if side.dead then
    return opaque(connection, side, #piece, side.dead)
  end
  local fine, why = true, nil
  if not side.started then
    side.started = true
    fine, why = coroutine.resume(side.reader)
  end
  if fine and coroutine.status(side.reader) == "suspended" then
    fine, why = coroutine.resume(side.reader, piece)
  end
  if coroutine.status(side.reader) == "dead" then
    if not fine then
      why = type(why) == "table" and why.reason or "the dissector failed: " .. tostring(why)
    end
    local left = side.source.held
    side.source = nil
    opaque(connection, side, left, why)
  end
end

-- How far the first sequence number is ahead of the second; they wrap.
local function distance(a, b)
  local ahead = (a - b) % 2 ^ 32
  return ahead < 2 ^ 31 and ahead or ahead - 2 ^ 32
end

local function wait(connection, side, seq, piece)
  if not side.waiting[seq] then
    side.waitingCount = side.waitingCount + 1
  else
    side.waitingBytes = side.waitingBytes - #side.waiting[seq]
  end
  side.waiting[seq] = piece
  side.waitingBytes = side.waitingBytes + #piece
  if side.waitingBytes > WAITING_BYTES_MAX or side.waitingCount > WAITING_COUNT_MAX then
    opaque(connection, side, side.waitingBytes, "a segment before it was not captured")
  end
end

-- A segment that goes on where the last one ended, or overlaps it. True if there was such a one.
local function fitting(side)
  for seq, piece in pairs(side.waiting) do
    local ahead = distance(seq, side.next)
    if ahead <= 0 then
      side.waiting[seq] = nil
      side.waitingCount = side.waitingCount - 1
      side.waitingBytes = side.waitingBytes - #piece
      return piece:sub(1 - ahead)
    end
  end
  return nil
end

local function arrive(connection, side, seq, piece)
  local ahead = distance(seq, side.next)
  if ahead > 0 and not side.dead then
    return wait(connection, side, seq, piece)
  end
  local fresh = piece:sub(1 - ahead)
  while fresh do
    side.next = (side.next + #fresh) % 2 ^ 32
    if #fresh > 0 then
      push(connection, side, fresh)
    end
    fresh = fitting(side)
  end
end

--- Takes a segment, the first time that its packet is seen.
-- `segment` has id (of the connection), packet, seq, first (the sequence number a stream begins
-- with, if that is known), bytes, whole (whether all of it was captured), fromServer (nil if the
-- ports do not tell), source (the sender's address and port).
function tcp.take(segment, secrets)
  local connection = connectionOf(segment.id, secrets)
  if not connection then
    return
  end
  connection.packet = segment.packet
  -- Clients speak first.
  if connection.client == nil and segment.fromServer ~= nil then
    connection.server = segment.fromServer and segment.source or connection.server
    connection.client = not segment.fromServer and segment.source or connection.client
  elseif connection.client == nil and connection.server == nil then
    connection.client = segment.source
  end
  local toServer = connection.client and segment.source == connection.client
    or (not connection.client and segment.source ~= connection.server)
  local side = connection.sides[toServer]
  if not side then
    side = direction(connection, toServer and opening.client or opening.server, toServer)
    side.next = segment.first or segment.seq
    connection.sides[toServer] = side
  end
  if not toServer and not connection.transport and not side.started then
    side.dead = "nothing is known of its client"
  end
  arrive(connection, side, segment.seq, segment.bytes)
  if not segment.whole and not side.dead then
    opaque(connection, side, 0, "the rest of the segment was not captured")
  end
end

return tcp
