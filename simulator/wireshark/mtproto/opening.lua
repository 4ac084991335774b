-- What the first bytes of a client say of its transport, and how both directions are read then.
-- A reader is a coroutine's body: it takes bytes from a source and tells `found` what they are. It
-- returns a reason when it does not understand what follows.
local framing, source, crypto, web = ...

local opening = {}

local HEADER_BYTES = 64
local RECORD_HEADER_BYTES = 5
local RECORD_BYTES_MAX = 2 ^ 14 + 256
local METHODS = { ["POST"] = true, ["GET "] = true, ["HEAD"] = true, ["OPTI"] = true }

local function frames(connection, from, toServer, found)
  local read = framing.READERS[connection.framing]
  while true do
    local unit = read(from, toServer)
    if not unit then
      return "no length of a frame"
    end
    unit.kind = unit.token and "token" or "frame"
    found(unit)
  end
end

local function masked(cipher, inner)
  return source.new(function()
    return cipher(inner:some(framing.FRAME_BYTES_MAX))
  end)
end

-- The stream in records of application data; a change of ciphers is left out.
local function records(outer)
  return source.new(function()
    while true do
      local head = outer:take(RECORD_HEADER_BYTES)
      local size = head:byte(4) * 256 + head:byte(5)
      if head:byte(2) ~= 3 or size > RECORD_BYTES_MAX then
        error({ reason = "no record of TLS" }, 0)
      end
      local content = outer:take(size)
      if head:byte(1) == 0x17 and size > 0 then
        return content
      elseif head:byte(1) ~= 0x14 then
        error({ reason = "a record of TLS without data" }, 0)
      end
    end
  end)
end

-- What an obfuscated header says if it was made with this secret; nil if it was not.
local function unmask(header, secret)
  local function mask(drawn)
    local key = drawn:sub(1, 32)
    return crypto.ctr(secret and crypto.sha256(key .. secret) or key, drawn:sub(33, 48))
  end
  local toServer = mask(header:sub(9, 56))
  local plain = toServer(header)
  local kind = framing.ofTag(plain:sub(57, 60))
  return kind and {
    framing = kind,
    dc = plain:byte(61) + 256 * plain:byte(62),
    toServer = toServer,
    toClient = mask(header:sub(9, 56):reverse()),
  }
end

--- The framing of a stream that begins with this header and is masked with one of these secrets, or
--- none.
function opening.unmask(header, secrets)
  for _, secret in ipairs(secrets) do
    local answer = unmask(header, secret.key)
    if answer then
      return answer, secret
    end
  end
  return unmask(header, nil), nil
end

local function obfuscated(connection, from, found, carrier)
  local header = from:take(HEADER_BYTES)
  local masks, secret = opening.unmask(header, connection.secrets)
  if not masks then
    return "obfuscated with a secret that is not known, or no MTProto"
  end
  connection.framing = masks.framing
  connection.masks = masks
  if carrier then
    connection.transport = carrier
  elseif secret then
    connection.transport = secret.form == "mtproxy-dd" and secret.form or "mtproxy"
  else
    connection.transport = "obfuscated-" .. masks.framing
  end
  found({ kind = "greeting", text = "obfuscated header", bytes = header, dc = masks.dc })
  return frames(connection, masked(masks.toServer, from), true, found)
end

local function plain(connection, from, found, kind, tag)
  connection.framing, connection.transport = kind, kind
  if tag > 0 then
    found({ kind = "greeting", text = "tag of the transport", bytes = from:take(tag) })
  end
  return frames(connection, from, true, found)
end

local function looksLikeTls(first)
  local version = first:byte(2) == 3 and (first:byte(3) == 1 or first:byte(3) == 3)
  return first:byte(1) == 0x16 and version and first:byte(4) <= 0x40
end

local function disguised(connection, from, found)
  local head = from:peek(RECORD_HEADER_BYTES)
  local size = RECORD_HEADER_BYTES + head:byte(4) * 256 + head:byte(5)
  connection.transport = "fake-tls"
  found({ kind = "greeting", text = "ClientHello of fake TLS", bytes = from:take(size) })
  return obfuscated(connection, records(from), found, "fake-tls")
end

local function inWeb(connection, from, found)
  connection.transport = "http"
  local why = web.messages(connection, from, true, found)
  if why ~= web.UPGRADED then
    return why
  end
  return obfuscated(connection, web.frames(from, true, found), found, "websocket")
end

--- Reads a client.
function opening.client(connection, from, found)
  local first = from:peek(4)
  if first == "\238\238\238\238" then
    return plain(connection, from, found, "intermediate", 4)
  elseif first == "\221\221\221\221" then
    return plain(connection, from, found, "padded", 4)
  elseif first:byte(1) == 0xef then
    return plain(connection, from, found, "abridged", 1)
  elseif METHODS[first] then
    return inWeb(connection, from, found)
  elseif looksLikeTls(first) and from:peek(6):byte(6) == 1 then
    return disguised(connection, from, found)
  elseif from:peek(8):sub(5) == "\0\0\0\0" then
    return plain(connection, from, found, "full", 0)
  end
  return obfuscated(connection, from, found, nil)
end

-- Two records before the one that looks like a certificate.
local function serverHello(from, found)
  local bytes = {}
  for _, kind in ipairs({ 0x16, 0x14, 0x17 }) do
    local head = from:peek(RECORD_HEADER_BYTES)
    local size = head:byte(4) * 256 + head:byte(5)
    if head:byte(1) ~= kind or size > RECORD_BYTES_MAX then
      return "no ServerHello of fake TLS"
    end
    bytes[#bytes + 1] = from:take(RECORD_HEADER_BYTES + size)
  end
  found({ kind = "greeting", text = "ServerHello of fake TLS", bytes = table.concat(bytes) })
  return nil
end

--- Reads a server whose client has told what they speak.
function opening.server(connection, from, found)
  local inner = from
  if connection.transport == "fake-tls" then
    local why = serverHello(from, found)
    if why then
      return why
    end
    inner = records(from)
  elseif connection.transport == "http" or connection.transport == "websocket" then
    local why = web.messages(connection, from, false, found)
    if why ~= web.UPGRADED then
      return why
    end
    inner = web.frames(from, false, found)
  end
  inner:need(1)
  if not connection.framing then
    return "a client that said nothing of its transport"
  end
  if connection.masks then
    inner = masked(connection.masks.toClient, inner)
  end
  return frames(connection, inner, false, found)
end

return opening
