-- Streams of bytes that are read as if all of them were there: whoever asks for more than has come
-- waits, as a coroutine, for the packet that brings it. One source can lie in another, as a masked
-- stream lies in the records of TLS.
local source = {}
source.__index = source

--- A source that gets its pieces by calling `more`; without it they come from whoever resumes the
--- coroutine.
function source.new(more)
  return setmetatable({ more = more or coroutine.yield, text = "", at = 1, late = {}, held = 0 },
    source)
end

function source:need(count)
  while self.held < count do
    local piece = self.more()
    self.late[#self.late + 1] = piece
    self.held = self.held + #piece
  end
  if #self.late > 0 and #self.text - self.at + 1 < count then
    self.text = self.text:sub(self.at) .. table.concat(self.late)
    self.at, self.late = 1, {}
  end
end

--- The next bytes, which stay.
function source:peek(count)
  self:need(count)
  return self.text:sub(self.at, self.at + count - 1)
end

--- The next bytes.
function source:take(count)
  local taken = self:peek(count)
  self.at = self.at + count
  self.held = self.held - count
  return taken
end

--- Whatever is there, at most so many bytes and at least one.
function source:some(most)
  self:need(1)
  return self:take(math.min(most, self.held))
end

return source
