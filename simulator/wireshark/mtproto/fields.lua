-- The fields that a filter knows, all with the prefix `mtproto.`
local fields = {}

fields.transport = ProtoField.string("mtproto.transport", "Transport")
fields.direction = ProtoField.string("mtproto.direction", "Direction")
fields.greeting = ProtoField.bytes("mtproto.greeting", "Greeting")
fields.dc = ProtoField.int16("mtproto.dc", "Data centre that is asked for")
fields.http = ProtoField.string("mtproto.http", "HTTP")
fields.opaque = ProtoField.string("mtproto.opaque", "Not understood")
fields.data = ProtoField.bytes("mtproto.data", "Data")

fields.frame = ProtoField.none("mtproto.frame", "Frame")
fields.frame_length = ProtoField.uint32("mtproto.frame.length", "Length of the payload")
fields.frame_name = ProtoField.string("mtproto.frame.name", "What it holds")
fields.frame_number = ProtoField.uint32("mtproto.frame.number", "Number")
fields.frame_crc = ProtoField.uint32("mtproto.frame.crc32", "CRC32", base.HEX)
fields.frame_padding = ProtoField.bytes("mtproto.frame.padding", "Padding of the transport")
fields.wants_ack = ProtoField.bool("mtproto.quick_ack.wanted", "Quick ack wanted")
fields.quick_ack = ProtoField.uint32("mtproto.quick_ack", "Quick ack", base.HEX)
fields.error = ProtoField.int32("mtproto.error", "Transport error")

fields.kind = ProtoField.uint8("mtproto.udp.kind", "Kind", base.DEC, {
  "hello", "token", "fragment", "challenge", "proof", "end",
})
fields.token = ProtoField.bytes("mtproto.udp.token", "Token")
fields.fragment_frame = ProtoField.uint32("mtproto.udp.frame", "Frame number")
fields.fragment_index = ProtoField.uint16("mtproto.udp.index", "Index")
fields.fragment_count = ProtoField.uint16("mtproto.udp.count", "Count")

fields.auth_key_id = ProtoField.bytes("mtproto.auth_key_id", "auth_key_id")
fields.msg_key = ProtoField.bytes("mtproto.msg_key", "msg_key")
fields.msg_key_valid = ProtoField.bool("mtproto.msg_key.valid", "msg_key is right")
fields.encrypted = ProtoField.bytes("mtproto.encrypted", "Encrypted data")
fields.opened = ProtoField.none("mtproto.opened", "Opened message")
fields.message = ProtoField.none("mtproto.message", "Message")
fields.salt = ProtoField.uint64("mtproto.salt", "salt", base.HEX)
fields.session_id = ProtoField.uint64("mtproto.session_id", "session_id", base.HEX)
fields.msg_id = ProtoField.uint64("mtproto.msg_id", "msg_id", base.DEC)
fields.msg_time =
  ProtoField.absolute_time("mtproto.msg_id.time", "Time of the msg_id", base.UTC)
fields.seq_no = ProtoField.uint32("mtproto.seq_no", "seq_no")
fields.length = ProtoField.uint32("mtproto.length", "Length")
fields.padding = ProtoField.uint32("mtproto.padding", "Padding in bytes")
fields.constructor = ProtoField.uint32("mtproto.constructor", "Constructor", base.HEX)
fields.name = ProtoField.string("mtproto.name", "Name")
fields.count = ProtoField.uint32("mtproto.count", "Count")
fields.packed = ProtoField.uint32("mtproto.packed", "Packed bytes")
fields.req_msg_id = ProtoField.uint64("mtproto.req_msg_id", "req_msg_id", base.DEC)
fields.bad_msg_id = ProtoField.uint64("mtproto.bad_msg_id", "bad_msg_id", base.DEC)
fields.field = ProtoField.string("mtproto.field", "Field")

return fields
