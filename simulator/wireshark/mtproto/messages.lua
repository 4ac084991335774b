-- Shows messages: https://core.telegram.org/mtproto/description
local schema, values, crypto, fields, experts = ...

local messages = {}

local CONTAINER, GZIP = 0x73f1f8dc, 0x3072cfa1
local RPC_RESULT, MSG_COPY = 0xf35c6d01, 0xe06046b2
local MESSAGE_HEADER_BYTES = 16
local DEPTH_MAX = 16
local SEALED_HEADER_BYTES = 24
local SEALED_BYTES_MIN = 48
local PADDING_BYTES_MIN, PADDING_BYTES_MAX = 12, 1024
-- What is packed says at its end what it will be; whoever lies gets a thousand bytes for each.
local PACKED_BYTES_MAX, INFLATED_BYTES_MAX = 2 ^ 17, 2 ^ 22
local GZIP_BYTES_MIN = 18

local ERRORS = {
  [-403] = "forbidden",
  [-404] = "no such authorization key, or a field of the exchange does not fit",
  [-429] = "too many connections, or another limit is exceeded",
  [-444] = "no such data centre here",
}

local object

local function addId(tree, field, range)
  local item = tree:add_le(field, range)
  local fraction = range(0, 4):le_uint() / 2 ^ 32
  local time = NSTime.new(range(4, 4):le_uint(), math.floor(fraction * 1e9))
  item:add(fields.msg_time, range, time):set_generated()
end

local function add(list, name)
  list[#list + 1] = name
end

-- One message of a container: msg_id, seqno, bytes, body.
local function message(ctx, tree, at, limit, depth)
  if at + MESSAGE_HEADER_BYTES > limit then
    return nil
  end
  local tvb = ctx.tvb
  local size = tvb(at + 12, 4):le_uint()
  local from = at + MESSAGE_HEADER_BYTES
  if from + size > limit then
    return nil
  end
  local branch = tree:add(fields.message, tvb(at, MESSAGE_HEADER_BYTES + size))
  branch:set_text("Message")
  addId(branch, fields.msg_id, tvb(at, 8))
  branch:add_le(fields.seq_no, tvb(at + 8, 4))
  branch:add_le(fields.length, tvb(at + 12, 4))
  local name = messages.body(ctx, branch, from, from + size, depth)
  branch:append_text(": " .. name)
  ctx.reached = from + size
  return from + size, name
end

local function container(ctx, tree, at, limit, depth)
  if at + 4 > limit then
    return nil, ""
  end
  local count, names = ctx.tvb(at, 4):le_uint(), {}
  tree:add_le(fields.count, ctx.tvb(at, 4))
  at = at + 4
  ctx.reached = at
  for _ = 1, count do
    local after, name = message(ctx, tree, at, limit, depth + 1)
    if not after then
      return nil, table.concat(names, ", ")
    end
    add(names, name)
    at = after
  end
  return at, table.concat(names, ", ")
end

-- TvbRange's method has had two names; asking for one that it has not is an error.
local function inflated(range)
  local size = range:len()
  if size < GZIP_BYTES_MIN or size > PACKED_BYTES_MAX or range(0, 2):uint() ~= 0x1f8b
    or range(size - 4, 4):le_uint() > INFLATED_BYTES_MAX then
    return nil
  end
  for _, method in ipairs({ "uncompress_zlib", "uncompress" }) do
    local fine, plain = pcall(function()
      return range[method](range, "gzip_packed")
    end)
    if fine and plain then
      return plain
    end
  end
  return nil
end

local function packed(ctx, tree, at, limit, depth)
  local from, size, after = values.stringAt(ctx.tvb, at, limit)
  if not from then
    return nil, ""
  end
  local item = tree:add(fields.packed, ctx.tvb(from, size), size)
  local plain = size > 0 and inflated(ctx.tvb(from, size))
  if not plain then
    item:append_text(" (not unpacked)")
    return after, ""
  end
  local inner = { tvb = plain:tvb(), schema = ctx.schema, items = ctx.items, object = object }
  local name = messages.body(inner, tree, 0, inner.tvb:len(), depth + 1)
  ctx.items = inner.items
  return after, name
end

-- Shows what stands behind a constructor; answers where it ends (nil where that is not known) and
-- what it holds.
local function content(ctx, tree, at, limit, number, depth)
  if number == CONTAINER then
    return container(ctx, tree, at, limit, depth)
  elseif number == GZIP then
    return packed(ctx, tree, at, limit, depth)
  elseif number == MSG_COPY then
    return message(ctx, tree, at, limit, depth + 1)
  elseif number == schema.VECTOR and at + 4 <= limit then
    tree:add_le(fields.count, ctx.tvb(at, 4))
    ctx.reached = at + 4
    return nil, nil
  end
  local constructor = ctx.schema.byNumber[number]
  if not constructor then
    return nil, nil
  end
  local outer = ctx.inner
  ctx.inner = nil
  local after = values.body(ctx, tree, at, limit, constructor, depth)
  local inner = ctx.inner
  ctx.inner = outer
  return after, inner
end

local function nameOf(ctx, number)
  local constructor = ctx.schema.byNumber[number]
  if constructor then
    return constructor.name
  end
  return number == schema.VECTOR and "vector" or ("#%08x"):format(number)
end

-- Shows a boxed value; answers where it ends, or nil, and its name.
local function one(ctx, tree, at, limit, depth)
  if depth > DEPTH_MAX or at + 4 > limit then
    return nil, "?"
  end
  local number = ctx.tvb(at, 4):le_uint()
  ctx.reached = at + 4
  local name = nameOf(ctx, number)
  local branch = tree:add_le(fields.constructor, ctx.tvb(at, 4))
  branch:append_text(" " .. name)
  branch:add(fields.name, ctx.tvb(at, 4), name):set_generated()
  local after, inner = content(ctx, branch, at + 4, limit, number, depth)
  if inner then
    name = name .. "(" .. inner .. ")"
  end
  return after, name
end

-- A query or a result inside of something else.
object = function(ctx, tree, at, limit, depth)
  local after, name = one(ctx, tree, at, limit, depth)
  ctx.inner = name
  return after
end

--- Shows a boxed value that fills these bytes; answers its name with those of what it holds.
function messages.body(ctx, tree, at, limit, depth)
  ctx.reached = at
  local after, name = one(ctx, tree, at, limit, depth)
  after = after or math.min(ctx.reached, limit)
  if after < limit then
    tree:add(fields.data, ctx.tvb(after, limit - after))
  end
  return name
end

local function context(tvb, known)
  return { tvb = tvb, schema = known.schema, items = 0, object = object }
end

local function unencrypted(tvb, tree, known)
  local size = tvb:len()
  if size < 20 then
    tree:add(fields.data, tvb(8))
    return "no message"
  end
  addId(tree, fields.msg_id, tvb(8, 8))
  tree:add_le(fields.length, tvb(16, 4))
  local length = tvb(16, 4):le_uint()
  if length > size - 20 then
    tree:add_proto_expert_info(experts.malformed, "The length is more than there is")
    length = size - 20
  end
  local name = messages.body(context(tvb, known), tree, 20, 20 + length, 0)
  if 20 + length < size then
    tree:add(fields.padding, tvb(20 + length), size - 20 - length)
  end
  return name
end

-- What an encrypted message holds: salt, session_id, msg_id, seq_no, length, body, padding.
local function opened(plain, tree, known)
  local tvb = ByteArray.new(plain, true):tvb("Opened message")
  local branch = tree:add(fields.opened, tvb())
  branch:set_text("Opened message")
  branch:add_le(fields.salt, tvb(0, 8))
  branch:add_le(fields.session_id, tvb(8, 8))
  addId(branch, fields.msg_id, tvb(16, 8))
  branch:add_le(fields.seq_no, tvb(24, 4))
  branch:add_le(fields.length, tvb(28, 4))
  local length = tvb(28, 4):le_uint()
  local padding = tvb:len() - 32 - length
  if padding < PADDING_BYTES_MIN or padding > PADDING_BYTES_MAX then
    branch:add_proto_expert_info(experts.malformed, "The padding has not 12 to 1024 bytes")
    length = math.min(length, tvb:len() - 32)
  end
  local name = messages.body(context(tvb, known), branch, 32, 32 + length, 0)
  if 32 + length < tvb:len() then
    branch:add(fields.padding, tvb(32 + length), tvb:len() - 32 - length)
  end
  branch:append_text(": " .. name)
  return name
end

local function encrypted(tvb, tree, known, toServer)
  local size = tvb:len() - SEALED_HEADER_BYTES
  size = size - size % 16
  if size < SEALED_BYTES_MIN then
    tree:add(fields.data, tvb(8))
    return "no message"
  end
  local id, msgKey = tvb:raw(0, 8), tvb:raw(8, 16)
  tree:add(fields.msg_key, tvb(8, 16))
  tree:add(fields.encrypted, tvb(SEALED_HEADER_BYTES, size))
  local authKey = known.keys.byId[id]
  if not authKey then
    return "encrypted"
  end
  local data = tvb:raw(SEALED_HEADER_BYTES, size)
  local plain, valid = crypto.open(authKey, msgKey, data, toServer)
  tree:add(fields.msg_key_valid, tvb(8, 16), valid):set_generated()
  if not valid then
    tree:add_proto_expert_info(experts.msg_key)
    return "encrypted, with another msg_key"
  end
  return opened(plain, tree, known)
end

--- Shows the payload of a frame; answers its name for the column.
function messages.show(tvb, tree, known, toServer)
  if tvb:len() < 16 then
    if tvb:len() < 4 then
      tree:add(fields.data, tvb())
      return "no message"
    end
    local code = tvb(0, 4):le_int()
    local item = tree:add_le(fields.error, tvb(0, 4))
    item:append_text(ERRORS[code] and " (" .. ERRORS[code] .. ")" or "")
    item:add_proto_expert_info(experts.error)
    return "transport error " .. code
  end
  tree:add(fields.auth_key_id, tvb(0, 8))
  if tvb:raw(0, 8) == "\0\0\0\0\0\0\0\0" then
    return unencrypted(tvb, tree, known)
  end
  return encrypted(tvb, tree, known, toServer)
end

return messages
