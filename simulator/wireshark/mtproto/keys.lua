-- The key file: what opens messages and unmasks streams that go to an MTProxy.
--
--   AUTH_KEY <auth_key_id: 16 hex digits, as on the wire> <auth_key: 512 hex digits>
--   PROXY_SECRET <16 bytes, or dd and 16 bytes, or ee, 16 bytes and a domain, in hex>
--   # a comment
local keys = {}

-- More secrets than that would only make every stream dear to recognize.
local SECRETS_MAX = 64

local FORMS = { dd = "mtproxy-dd", ee = "fake-tls" }

local function fromHex(digits)
  return (digits:gsub("%x%x", function(byte)
    return string.char(tonumber(byte, 16))
  end))
end

local function isHex(text, digits)
  return text ~= nil and #text == digits and text:find("^%x*$") ~= nil
end

-- A secret in any of its three forms; nil if it is none.
local function secretOf(digits)
  if not digits or #digits % 2 ~= 0 or not digits:find("^%x+$") then
    return nil
  end
  local mark = digits:sub(1, 2):lower()
  if #digits == 32 then
    return { key = fromHex(digits), form = "mtproxy" }
  elseif (#digits == 34 and mark == "dd") or (#digits > 34 and mark == "ee") then
    return { key = fromHex(digits:sub(3, 34)), form = FORMS[mark] }
  end
  return nil
end

--- No keys at all.
function keys.none()
  return { byId = {}, secrets = {}, count = 0, complaints = {} }
end

--- Reads a file. A line that cannot be understood is a complaint and does no more harm.
function keys.read(path)
  local found = keys.none()
  local file, why = io.open(path, "r")
  if not file then
    found.complaints[1] = why
    return found
  end
  local number = 0
  for line in file:lines() do
    number = number + 1
    local words = {}
    for word in line:gsub("#.*", ""):gmatch("%S+") do
      words[#words + 1] = word
    end
    if words[1] == "AUTH_KEY" and isHex(words[2], 16) and isHex(words[3], 512) then
      found.byId[fromHex(words[2])] = fromHex(words[3])
      found.count = found.count + 1
    elseif words[1] == "PROXY_SECRET" and secretOf(words[2]) and #found.secrets < SECRETS_MAX then
      found.secrets[#found.secrets + 1] = secretOf(words[2])
    elseif words[1] then
      found.complaints[#found.complaints + 1] =
        path .. ":" .. number .. ": neither a key nor a secret"
    end
  end
  file:close()
  return found
end

return keys
