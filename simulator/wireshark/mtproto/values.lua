-- Shows values of TL: https://core.telegram.org/mtproto/serialize. What is not understood is left
-- to the caller as data; nothing here fails, whatever the bytes are.
local schema, fields = ...

-- From its folder of plugins Wireshark loads every file, also by itself.
if not fields then
  return
end

local values = {}

local DEPTH_MAX = 24
local ITEMS_MAX = 2000
local TEXT_CHARACTERS_MAX = 80

local LONGS = {
  msg_id = fields.msg_id,
  req_msg_id = fields.req_msg_id,
  bad_msg_id = fields.bad_msg_id,
  server_salt = fields.salt,
  new_server_salt = fields.salt,
  salt = fields.salt,
  session_id = fields.session_id,
}

local SIZES = { int128 = 16, int256 = 32, double = 8 }

-- Where a string lies and where the next value begins; nil if it does not fit.
local function stringAt(tvb, at, limit)
  if at + 4 > limit then
    return nil
  end
  local size, from = tvb(at, 1):uint(), at + 1
  if size == 255 then
    return nil
  elseif size == 254 then
    size, from = tvb(at + 1, 3):le_uint(), at + 4
  end
  local after = from + size + (at - from - size) % 4
  if after > limit then
    return nil
  end
  return from, size, after
end

values.stringAt = stringAt

local function quoted(tvb, from, size)
  local text = size == 0 and "" or tvb:raw(from, math.min(size, TEXT_CHARACTERS_MAX))
  if text:find("[\0-\8\11\12\14-\31\127]") then
    return nil
  end
  return '"' .. text:gsub("[\r\n\t]", " ") .. (size > #text and "…" or "") .. '"'
end

local function hex(tvb, from, size)
  if size == 0 then
    return "(empty)"
  end
  local shown = math.min(size, TEXT_CHARACTERS_MAX / 2)
  return tostring(tvb(from, shown):bytes()):lower() .. (size > shown and "…" or "")
end

local function show(ctx, tree, at, size, name, text)
  ctx.items = ctx.items + 1
  ctx.reached = at + size
  local shown = name .. ": " .. text
  if size > 0 then
    return tree:add(fields.field, ctx.tvb(at, size), shown):set_text(shown)
  end
  return tree:add(fields.field, shown):set_text(shown)
end

local function tlString(ctx, tree, at, limit, name, kind)
  local from, size, after = stringAt(ctx.tvb, at, limit)
  if not from then
    return nil
  end
  local text = kind == "string" and quoted(ctx.tvb, from, size)
  show(ctx, tree, at, after - at, name, text or hex(ctx.tvb, from, size))
  return after
end

local function long(ctx, tree, at, limit, name)
  if at + 8 > limit then
    return nil
  end
  if LONGS[name] then
    ctx.items = ctx.items + 1
    ctx.reached = at + 8
    local item = tree:add_le(LONGS[name], ctx.tvb(at, 8))
    item:set_text(name .. ": " .. tostring(ctx.tvb(at, 8):le_uint64()))
  else
    show(ctx, tree, at, 8, name, tostring(ctx.tvb(at, 8):le_int64()))
  end
  return at + 8
end

local function int(ctx, tree, at, limit, name, context)
  if at + 4 > limit then
    return nil
  end
  if context then
    context[name] = ctx.tvb(at, 4):le_uint()
    show(ctx, tree, at, 4, name, ("0x%08x"):format(context[name]))
  else
    show(ctx, tree, at, 4, name, tostring(ctx.tvb(at, 4):le_int()))
  end
  return at + 4
end

local value

local function elements(ctx, tree, at, limit, name, kind, depth)
  if at + 4 > limit then
    return nil
  end
  local count = ctx.tvb(at, 4):le_uint()
  local branch = show(ctx, tree, at, 4, name, count .. " of " .. kind)
  at = at + 4
  for i = 1, count do
    at = value(ctx, branch, at, limit, { name = "[" .. i - 1 .. "]", type = kind }, {}, depth + 1)
    if not at then
      return nil
    end
  end
  return at
end

local function body(ctx, tree, at, limit, constructor, depth)
  local flags = {}
  for _, field in ipairs(schema.fields(constructor)) do
    local there = true
    if field.flags then
      local bits = flags[field.flags] or 0
      there = math.floor(bits / 2 ^ field.bit) % 2 == 1
    end
    if there then
      at = value(ctx, tree, at, limit, field, flags, depth + 1)
      if not at then
        return nil
      end
    end
  end
  return at
end

local function boxed(ctx, tree, at, limit, name, depth)
  if at + 4 > limit then
    return nil
  end
  local number = ctx.tvb(at, 4):le_uint()
  local constructor = ctx.schema.byNumber[number]
  if number == schema.VECTOR or not constructor then
    return nil
  end
  local branch = show(ctx, tree, at, 4, name, constructor.name)
  return body(ctx, branch, at + 4, limit, constructor, depth)
end

local function bare(ctx, tree, at, limit, name, constructor, depth)
  if not constructor then
    return nil
  end
  local branch = show(ctx, tree, at, 0, name, constructor.name)
  return body(ctx, branch, at, limit, constructor, depth)
end

-- Shows one value; answers where the next one begins, nil where it is not known.
value = function(ctx, tree, at, limit, field, flags, depth)
  local name, kind = field.name, field.type
  if depth > DEPTH_MAX or ctx.items >= ITEMS_MAX then
    return nil
  elseif kind == "#" then
    return int(ctx, tree, at, limit, name, flags)
  elseif kind == "int" then
    return int(ctx, tree, at, limit, name, nil)
  elseif kind == "long" then
    return long(ctx, tree, at, limit, name)
  elseif kind == "string" or kind == "bytes" then
    return tlString(ctx, tree, at, limit, name, kind)
  elseif kind == "true" then
    show(ctx, tree, at, 0, name, "true")
    return at
  elseif SIZES[kind] then
    if at + SIZES[kind] > limit then
      return nil
    end
    local text = kind == "double" and tostring(ctx.tvb(at, 8):le_float())
    show(ctx, tree, at, SIZES[kind], name, text or hex(ctx.tvb, at, SIZES[kind]))
    return at + SIZES[kind]
  elseif kind:sub(1, 1) == "!" or kind == "Object" then
    return ctx.object(ctx, tree, at, limit, depth)
  end
  local inner = kind:match("^[Vv]ector<(.+)>$")
  if inner and kind:sub(1, 1) == "V" then
    if at + 4 > limit or ctx.tvb(at, 4):le_uint() ~= schema.VECTOR then
      return nil
    end
    return elements(ctx, tree, at + 4, limit, name, inner, depth)
  elseif inner then
    return elements(ctx, tree, at, limit, name, inner, depth)
  elseif kind:sub(1, 1) == "%" then
    return bare(ctx, tree, at, limit, name, ctx.schema.byType[kind:sub(2)], depth)
  elseif kind:find("^[%w_]*%.?[a-z][%w_]*$") and ctx.schema.byName[kind] then
    return bare(ctx, tree, at, limit, name, ctx.schema.byName[kind], depth)
  end
  return boxed(ctx, tree, at, limit, name, depth)
end

--- Shows the fields of a constructor. `ctx` has the tvb, the schema, the count of items shown and
--- what to do with a query or a result inside; answers where they end, nil where it is not known.
values.body = body

return values
