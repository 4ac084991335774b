-- HTTP and WebSocket as MTProto uses them: https://core.telegram.org/mtproto/transports#http
local bit, framing, source = bit, ...

local web = {}

--- What `messages` returns when WebSocket frames follow.
web.UPGRADED = "upgraded"

local HEAD_BYTES_MAX = 16384
local OPCODES = { [8] = "close", [9] = "ping", [10] = "pong" }

local function head(from)
  local size = 0
  repeat
    size = size + 1
    if size > HEAD_BYTES_MAX then
      return nil
    end
    local seen = from:peek(size)
    -- A head ends with an empty line; most of the time all of it is there.
    local _, last = seen:find("\r\n\r\n", 1, true)
    if not last and from.held > size then
      size = math.min(from.held, HEAD_BYTES_MAX)
      _, last = from:peek(size):find("\r\n\r\n", 1, true)
    end
    if last then
      return from:take(last)
    end
  until false
end

local function isUpgrade(text, toServer)
  if toServer then
    return text:lower():find("\r\nupgrade:%s*websocket") ~= nil
  end
  return text:find("^HTTP/1%.%d 101") ~= nil
end

--- Reads requests or answers; the body of each is a message.
function web.messages(connection, from, toServer, found)
  while true do
    local text = head(from)
    local line = text and text:match("^(%C+)\r\n")
    if not line or not line:find("HTTP/1%.%d") then
      return "no HTTP"
    end
    local fields = text:lower()
    if isUpgrade(text, toServer) then
      connection.transport = "websocket"
      found({ kind = "http", line = line, bytes = text })
      return web.UPGRADED
    elseif fields:find("\r\ntransfer%-encoding:") then
      return "a body of HTTP in chunks"
    end
    found({ kind = "http", line = line, bytes = text })
    local size = tonumber(fields:match("\r\ncontent%-length:%s*(%d+)") or "0")
    if size > framing.FRAME_BYTES_MAX then
      return "a body that is too long"
    elseif size > 0 then
      found({ kind = "frame", bytes = from:take(size), head = 0, tail = 0 })
    end
  end
end

local function unmasked(payload, mask)
  local out = {}
  local m = { mask:byte(1, 4) }
  for i = 1, #payload do
    out[i] = string.char(bit.bxor(payload:byte(i), m[(i - 1) % 4 + 1]))
  end
  return table.concat(out)
end

local function frame(from, toServer)
  local first, second = from:take(2):byte(1, 2)
  local size = second % 128
  if size == 126 then
    local high, low = from:take(2):byte(1, 2)
    size = high * 256 + low
  elseif size == 127 then
    size = 0
    for _, digit in ipairs({ from:take(8):byte(1, 8) }) do
      size = size * 256 + digit
    end
  end
  if (second >= 128) ~= toServer or size > framing.FRAME_BYTES_MAX then
    error({ reason = "no frame of WebSocket" }, 0)
  end
  local mask = toServer and from:take(4)
  local payload = from:take(size)
  return first % 16, mask and unmasked(payload, mask) or payload
end

--- The stream inside a WebSocket.
function web.frames(from, toServer, found)
  return source.new(function()
    while true do
      local opcode, payload = frame(from, toServer)
      if OPCODES[opcode] then
        found({ kind = "http", line = "WebSocket " .. OPCODES[opcode], bytes = payload })
      elseif opcode > 2 or opcode == 1 then
        error({ reason = "no binary frame of WebSocket" }, 0)
      elseif #payload > 0 then
        return payload
      end
    end
  end)
end

return web
