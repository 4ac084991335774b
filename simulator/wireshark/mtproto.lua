-- A dissector of MTProto for Wireshark and tshark: its transports and, with a file of keys, its
-- messages. See "Looking into it" in simulator/README.md.
--
--   tshark -r client.pcapng -X lua_script:simulator/wireshark/mtproto.lua -o mtproto.keys:keys.txt
--
-- Each packet's bytes go once, in the order of their stream, into what its transport is; what a
-- packet made whole is remembered and shown whenever the packet is looked at.

local PORTS = "10443"
local SEPARATOR = "[;,]"

local here = __DIR__ and __DIR__ .. "/" or debug.getinfo(1, "S").source:match("^@(.*[/\\])") or ""

local function part(name, ...)
  return assert(loadfile(here .. "mtproto/" .. name .. ".lua"))(...)
end

local proto = Proto("mtproto", "MTProto")
local fields = part("fields")
local ofProto = {}
for _, field in pairs(fields) do
  ofProto[#ofProto + 1] = field
end
proto.fields = ofProto

local experts = {
  msg_key = ProtoExpert.new("mtproto.msg_key.wrong", "msg_key does not fit the message",
    expert.group.CHECKSUM, expert.severity.WARN),
  crc32 = ProtoExpert.new("mtproto.frame.crc32.wrong", "CRC32 does not fit the frame",
    expert.group.CHECKSUM, expert.severity.WARN),
  error = ProtoExpert.new("mtproto.error.sent", "Transport error", expert.group.RESPONSE_CODE,
    expert.severity.NOTE),
  malformed = ProtoExpert.new("mtproto.malformed", "Breaks a rule", expert.group.PROTOCOL,
    expert.severity.WARN),
}
proto.experts = { experts.msg_key, experts.crc32, experts.error, experts.malformed }

proto.prefs.keys = Pref.string("Key file", "",
  "Path of a file with lines AUTH_KEY <auth_key_id> <auth_key> and PROXY_SECRET <secret>, in hex")
proto.prefs.schema = Pref.string("Schema files", "",
  "Paths of .tl files with the constructors of an API, separated by ;")
proto.prefs.ports = Pref.range("Ports", PORTS, "TCP and UDP ports of servers", 65535)
proto.prefs.heuristic = Pref.bool("Look on other ports, too", false,
  "Take streams that begin with an unmistakable tag, and datagrams of this project")

local crypto = part("crypto")
local keys = part("keys")
local schema = part("schema")
local source = part("source")
local store = part("store")
local framing = part("framing", crypto)
local web = part("web", framing, source)
local opening = part("opening", framing, source, crypto, web)
local tcp = part("tcp", opening, source, store)
local udp = part("udp", store)
local values = part("values", schema, fields)
local messages = part("messages", schema, values, crypto, fields, experts)

local known = { keys = keys.none(), schema = schema.builtIn() }

local streamOf = Field.new("tcp.stream")
local seqOf = Field.new("tcp.seq")
local lengthOf = Field.new("tcp.len")
local payloadOf = Field.new("tcp.payload")

-- ---- What is shown

local function named(list, name, size)
  list[#list + 1] = size and name .. " " .. size .. " B" or name
end

local function showFrame(event, tree, info)
  if not event.bytes then
    tree:add(fields.frame):set_text("A frame of " .. event.size .. " bytes, not kept")
    return named(info, "frame", event.size)
  end
  local tvb = ByteArray.new(event.bytes, true):tvb("Frame")
  local size = tvb:len() - event.head - event.tail
  local branch = tree:add(fields.frame, tvb())
  local item = branch:add(fields.frame_length, tvb(0, math.max(event.head, 1)), size)
  if event.head == 0 then
    item:set_generated()
  end
  if event.number then
    branch:add_le(fields.frame_number, tvb(4, 4))
    local sum = branch:add_le(fields.frame_crc, tvb(tvb:len() - 4))
    if not event.checksum then
      sum:add_proto_expert_info(experts.crc32)
    end
  elseif event.tail > 0 then
    branch:add(fields.frame_padding, tvb(tvb:len() - event.tail))
  end
  if event.wantsAck then
    branch:add(fields.wants_ack, tvb(0, event.head), true)
  end
  local name = "empty frame"
  if size > 0 then
    name = messages.show(tvb(event.head, size):tvb(), branch, known, event.toServer)
  end
  branch:add(fields.frame_name, name):set_generated()
  branch:set_text("Frame of " .. size .. " bytes: " .. name)
  named(info, name, size)
end

local SHOW = { frame = showFrame }

function SHOW.token(event, tree, info)
  tree:add(fields.quick_ack, event.token)
  named(info, ("quick ack 0x%08x"):format(event.token))
end

function SHOW.greeting(event, tree, info)
  if event.bytes then
    local tvb = ByteArray.new(event.bytes, true):tvb("Greeting")
    tree:add(fields.greeting, tvb()):append_text(" (" .. event.text .. ")")
    if event.dc then
      tree:add(fields.dc, event.dc < 32768 and event.dc or event.dc - 65536)
    end
  end
  named(info, event.text, event.size)
end

function SHOW.http(event, tree, info)
  tree:add(fields.http, event.line)
  named(info, event.line)
end

function SHOW.opaque(event, tree, info)
  tree:add(fields.opaque, event.reason)
  named(info, "data", event.size)
end

local function showAll(packet, tvb, root, branch)
  local info, transport, toServer = {}, nil, nil
  local list = store.of(packet)
  for _, event in ipairs(list) do
    transport, toServer = event.transport, event.toServer
  end
  local tree = branch or root:add(proto, tvb())
  if transport then
    tree:append_text(", " .. transport)
    tree:add(fields.transport, transport):set_generated()
  end
  if toServer ~= nil then
    local direction = toServer and "to server" or "to client"
    tree:add(fields.direction, direction):set_generated()
  end
  for _, event in ipairs(list) do
    SHOW[event.kind](event, tree, info)
  end
  return table.concat(info, "; ")
end

-- ---- What comes in

local servers = {}

local function readServers(text)
  servers = {}
  for first, last in text:gmatch("(%d+)%-?(%d*)") do
    servers[#servers + 1] = { tonumber(first), tonumber(last) or tonumber(first) }
  end
end

local function isServer(port)
  for _, range in ipairs(servers) do
    if range[1] <= port and port <= range[2] then
      return true
    end
  end
  return false
end

-- Whether a server sends this; nil if the ports do not tell.
local function fromServer(pinfo)
  local from, to = isServer(pinfo.src_port), isServer(pinfo.dst_port)
  if from == to then
    return nil
  end
  return from
end

local function addressOf(pinfo)
  return tostring(pinfo.src) .. ":" .. pinfo.src_port
end

-- Relative numbers count a stream's bytes from 1, others from nobody knows where.
local firstSeq = 1

-- The last packet whose segment came from Wireshark's own dissector of TCP.
local asked

local function takeSegment(tvb, pinfo)
  local stream, seq, length = streamOf(), seqOf(), lengthOf()
  if not stream or not seq then
    return false
  end
  if not store.begin(pinfo.number) then
    tcp.take({
      id = stream.value,
      packet = pinfo.number,
      seq = seq.value,
      first = firstSeq,
      bytes = tvb:raw(),
      whole = not length or tvb:len() >= length.value,
      fromServer = fromServer(pinfo),
      source = addressOf(pinfo),
    }, known.keys.secrets)
  end
  return true
end

local function overTcp(tvb, pinfo, root)
  asked = pinfo.number
  if not takeSegment(tvb, pinfo) then
    return tvb:len() -- a pass that wants no fields; a second one follows
  end
  pinfo.cols.protocol = "MTProto"
  local info = showAll(pinfo.number, tvb, root)
  pinfo.cols.info = info ~= "" and info or "part of a frame " .. tvb:len() .. " B"
  return tvb:len()
end

-- Segments that come out of order or again are shown to nobody, unless Wireshark is told otherwise;
-- the stream needs the former.
local late = Proto("mtproto_late", "MTProto, segments out of order")

function late.dissector(_, pinfo, root)
  local stream = streamOf()
  if not stream or asked == pinfo.number or not tcp.knows(stream.value) then
    return
  end
  local payload = payloadOf()
  if not payload or payload.len == 0 or not takeSegment(payload.range:tvb(), pinfo) then
    return
  end
  if #store.of(pinfo.number) > 0 then
    local info = showAll(pinfo.number, payload.range:tvb(), root)
    pinfo.cols.protocol = "MTProto"
    pinfo.cols.info:append("; " .. info)
  end
end

local clients = {} -- of datagrams on unknown ports, by what the client drew of the token

local function datagramToServer(pinfo, datagram)
  local client = datagram.token:sub(1, 8)
  local kind = udp.KINDS[datagram.kind]
  local sent = fromServer(pinfo)
  if sent ~= nil then
    return not sent
  elseif kind == "hello" or kind == "proof" then
    clients[client] = addressOf(pinfo)
    return true
  elseif kind == "token" or kind == "challenge" then
    return false
  end
  return clients[client] == nil or clients[client] == addressOf(pinfo)
end

local function overUdp(tvb, pinfo, root)
  local datagram = udp.read(tvb:raw())
  if not datagram then
    return 0
  end
  local toServer = datagramToServer(pinfo, datagram)
  if not store.begin(pinfo.number) and datagram.bytes then
    udp.take(pinfo.number, datagram, toServer)
  end
  pinfo.cols.protocol = "MTProto"
  local tree = root:add(proto, tvb())
  tree:add(fields.kind, tvb(3, 1))
  tree:add(fields.token, tvb(4, 24))
  local name = udp.KINDS[datagram.kind]
  if datagram.bytes then
    tree:add_le(fields.fragment_frame, tvb(28, 4))
    tree:add_le(fields.fragment_index, tvb(32, 2))
    tree:add_le(fields.fragment_count, tvb(34, 2))
    name = ("%s %d of %d"):format(name, datagram.index + 1, datagram.count)
  end
  local info = showAll(pinfo.number, tvb, root, tree)
  pinfo.cols.info = info ~= "" and info or name
  return tvb:len()
end

local TCP, UDP = 2, 3 -- Wireshark's numbers of kinds of ports

function proto.dissector(tvb, pinfo, root)
  if tvb:len() == 0 then
    return 0
  elseif pinfo.port_type == UDP then
    return overUdp(tvb, pinfo, root)
  end
  return overTcp(tvb, pinfo, root)
end

-- ---- When it is asked

local function unmistakable(bytes)
  local first = bytes:sub(1, 4)
  if first == "\238\238\238\238" or first == "\221\221\221\221" then
    return true
  elseif #bytes < 64 or #known.keys.secrets == 0 then
    return false
  end
  local _, secret = opening.unmask(bytes:sub(1, 64), known.keys.secrets)
  return secret ~= nil
end

local function tcpHeuristic(tvb, pinfo, root)
  if not proto.prefs.heuristic or not unmistakable(tvb:raw()) then
    return false
  end
  pinfo.conversation = proto
  overTcp(tvb, pinfo, root)
  return true
end

local function udpHeuristic(tvb, pinfo, root)
  return proto.prefs.heuristic and overUdp(tvb, pinfo, root) > 0
end

local tcpPorts, udpPorts = DissectorTable.get("tcp.port"), DissectorTable.get("udp.port")
local registered

local function register()
  local ports = tostring(proto.prefs.ports)
  if ports == registered then
    return
  end
  for _, tables in ipairs({ tcpPorts, udpPorts }) do
    if registered and registered ~= "" then
      tables:remove(registered, proto)
    end
    if ports ~= "" then
      tables:add(ports, proto)
    end
  end
  registered = ports
  readServers(ports)
end

local complained = {}

local function complain(list)
  for _, complaint in ipairs(list) do
    if not complained[complaint] then
      complained[complaint] = true
      io.stderr:write("mtproto: ", complaint, "\n")
    end
  end
end

-- At the beginning of each capture, so that loading it again reads changed files again, and that a
-- port of which Wireshark was told on its command line is not taken away before.
function proto.init()
  register()
  store.reset()
  tcp.reset()
  udp.reset()
  clients, asked = {}, nil
  if get_preference then -- not in old versions
    firstSeq = get_preference("tcp.relative_sequence_numbers") and 1 or nil
  end
  local prefs = proto.prefs
  known.keys = prefs.keys ~= "" and keys.read(prefs.keys) or keys.none()
  local paths = {}
  for path in (prefs.schema .. ";"):gmatch("%s*(.-)%s*" .. SEPARATOR) do
    paths[#paths + 1] = path ~= "" and path or nil
  end
  known.schema = schema.read(paths)
  complain(known.keys.complaints)
  complain(known.schema.complaints)
end

tcpPorts:add_for_decode_as(proto)
udpPorts:add_for_decode_as(proto)
proto:register_heuristic("tcp", tcpHeuristic)
proto:register_heuristic("udp", udpHeuristic)
register_postdissector(late)

-- A listener with a filter: without one Wireshark would not offer TCP's fields while a capture is
-- loaded, which is when streams are read in their order.
Listener.new("tcp", "tcp").packet = function() end
