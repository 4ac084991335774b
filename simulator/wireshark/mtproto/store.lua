-- What each packet made whole: a list of events, kept as long as the capture is open.
local store = {}

--- So many bytes of frames are kept; later ones are named without their bytes.
store.BYTES_MAX = 2 ^ 28

local events, bytes

--- Forgets everything.
function store.reset()
  events, bytes = {}, 0
end

--- Notes that a packet was seen. Answers whether it had been before.
function store.begin(packet)
  local seen = events[packet] ~= nil
  events[packet] = events[packet] or {}
  return seen
end

--- Adds what a packet made whole.
function store.add(packet, event)
  local list = events[packet]
  if event.bytes then
    event.size = #event.bytes
    bytes = bytes + event.size
    if bytes > store.BYTES_MAX then
      bytes = bytes - event.size
      event.bytes = nil
    end
  end
  list[#list + 1] = event
end

--- The events of a packet, in order.
function store.of(packet)
  return events[packet] or {}
end

return store
