-- Constructors by their numbers: those of the protocol itself are built in, those of an API come
-- from .tl files.
local schema = {}

-- Declarations as in the documentation. Types that a dissector need not tell apart are written
-- `Object`: any boxed value.
local SERVICE = [[
resPQ#05162463 nonce:int128 server_nonce:int128 pq:bytes server_public_key_fingerprints:Vector<long> = Object;
p_q_inner_data#83c95aec pq:bytes p:bytes q:bytes nonce:int128 server_nonce:int128 new_nonce:int256 = Object;
p_q_inner_data_dc#a9f55f95 pq:bytes p:bytes q:bytes nonce:int128 server_nonce:int128 new_nonce:int256 dc:int = Object;
p_q_inner_data_temp#3c6a84d4 pq:bytes p:bytes q:bytes nonce:int128 server_nonce:int128 new_nonce:int256 expires_in:int = Object;
p_q_inner_data_temp_dc#56fddf88 pq:bytes p:bytes q:bytes nonce:int128 server_nonce:int128 new_nonce:int256 dc:int expires_in:int = Object;
server_DH_params_fail#79cb045d nonce:int128 server_nonce:int128 new_nonce_hash:int128 = Object;
server_DH_params_ok#d0e8075c nonce:int128 server_nonce:int128 encrypted_answer:bytes = Object;
server_DH_inner_data#b5890dba nonce:int128 server_nonce:int128 g:int dh_prime:bytes g_a:bytes server_time:int = Object;
client_DH_inner_data#6643b654 nonce:int128 server_nonce:int128 retry_id:long g_b:bytes = Object;
dh_gen_ok#3bcbf734 nonce:int128 server_nonce:int128 new_nonce_hash1:int128 = Object;
dh_gen_retry#46dc1fb9 nonce:int128 server_nonce:int128 new_nonce_hash2:int128 = Object;
dh_gen_fail#a69dae02 nonce:int128 server_nonce:int128 new_nonce_hash3:int128 = Object;
bind_auth_key_inner#75a3f765 nonce:long temp_auth_key_id:long perm_auth_key_id:long temp_session_id:long expires_at:int = Object;
rpc_result#f35c6d01 req_msg_id:long result:Object = Object;
rpc_error#2144ca19 error_code:int error_message:string = Object;
rpc_answer_unknown#5e2ad36e = Object;
rpc_answer_dropped_running#cd78e586 = Object;
rpc_answer_dropped#a43ad8b7 msg_id:long seq_no:int bytes:int = Object;
future_salt#0949d9dc valid_since:int valid_until:int salt:long = FutureSalt;
future_salts#ae500895 req_msg_id:long now:int salts:vector<future_salt> = Object;
pong#347773c5 msg_id:long ping_id:long = Object;
destroy_session_ok#e22045fc session_id:long = Object;
destroy_session_none#62d350c9 session_id:long = Object;
new_session_created#9ec20908 first_msg_id:long unique_id:long server_salt:long = Object;
destroy_auth_key_ok#f660e1d4 = Object;
destroy_auth_key_none#0a9f2259 = Object;
destroy_auth_key_fail#ea109b13 = Object;
http_wait#9299359f max_delay:int wait_after:int max_wait:int = Object;
msg_container#73f1f8dc messages:vector<message> = Object;
message#5bb8e511 msg_id:long seqno:int bytes:int body:Object = Message;
msg_copy#e06046b2 orig_message:%Message = Object;
gzip_packed#3072cfa1 packed_data:bytes = Object;
msgs_ack#62d6b459 msg_ids:Vector<long> = Object;
bad_msg_notification#a7eff811 bad_msg_id:long bad_msg_seqno:int error_code:int = Object;
bad_server_salt#edab447b bad_msg_id:long bad_msg_seqno:int error_code:int new_server_salt:long = Object;
msgs_state_req#da69fb52 msg_ids:Vector<long> = Object;
msgs_state_info#04deb57d req_msg_id:long info:bytes = Object;
msgs_all_info#8cc0d131 msg_ids:Vector<long> info:bytes = Object;
msg_detailed_info#276d3ec6 msg_id:long answer_msg_id:long bytes:int status:int = Object;
msg_new_detailed_info#809db6df answer_msg_id:long bytes:int status:int = Object;
msg_resend_req#7d861a08 msg_ids:Vector<long> = Object;
msg_resend_ans_req#8610baeb msg_ids:Vector<long> = Object;
req_pq#60469778 nonce:int128 = Object;
req_pq_multi#be7e8ef1 nonce:int128 = Object;
req_DH_params#d712e4be nonce:int128 server_nonce:int128 p:bytes q:bytes public_key_fingerprint:long encrypted_data:bytes = Object;
set_client_DH_params#f5045f1f nonce:int128 server_nonce:int128 encrypted_data:bytes = Object;
destroy_auth_key#d1435160 = Object;
rpc_drop_answer#58e4a740 req_msg_id:long = Object;
get_future_salts#b921bd04 num:int = Object;
ping#7abe77ec ping_id:long = Object;
ping_delay_disconnect#f3427b8c ping_id:long disconnect_delay:int = Object;
destroy_session#e7512126 session_id:long = Object;
boolFalse#bc799737 = Bool;
boolTrue#997275b5 = Bool;
true#3fedd339 = True;
invokeAfterMsg#cb9f372d msg_id:long query:!X = X;
invokeAfterMsgs#3dc4b4f0 msg_ids:Vector<long> query:!X = X;
invokeWithLayer#da9b0d0d layer:int query:!X = X;
invokeWithoutUpdates#bf9459b7 query:!X = X;
initConnection#c1cd5ea9 flags:# api_id:int device_model:string system_version:string app_version:string system_lang_pack:string lang_pack:string lang_code:string proxy:flags.0?Object params:flags.1?Object query:!X = X;
auth.bindTempAuthKey#cdd42a05 perm_auth_key_id:long nonce:long expires_at:int encrypted_message:bytes = Bool;
]]

--- The number of a vector's constructor, which is written in no file as the others are.
schema.VECTOR = 0x1cb5c415

-- A schema of today's API has a tenth of this.
local FILE_BYTES_MAX = 16 * 1024 * 1024

local function add(into, declaration)
  local name, number, fields, result =
    declaration:match("^%s*([%w_%.]+)#(%x+)%s*(.-)%s*=%s*(%S+)%s*$")
  if not name or #number > 8 then
    return
  end
  local text = fields:gsub("%b{}", "") -- type variables
  local constructor = { name = name, number = tonumber(number, 16), text = text }
  into.byNumber[constructor.number] = constructor
  into.byName[name] = constructor
  if not into.byType[result] then
    into.byType[result] = constructor
  end
end

local function addAll(into, text)
  text = text:gsub("//[^\n]*", ""):gsub("%-%-%-%w+%-%-%-", "")
  for declaration in text:gmatch("([^;]+);") do
    add(into, declaration)
  end
end

--- What is built in.
function schema.builtIn()
  local made = { byNumber = {}, byName = {}, byType = {}, complaints = {} }
  addAll(made, SERVICE)
  return made
end

--- What is built in, and the constructors of these files; what they say of a number goes before.
function schema.read(paths)
  local made = schema.builtIn()
  for _, path in ipairs(paths) do
    local file, why = io.open(path, "r")
    if file then
      addAll(made, file:read(FILE_BYTES_MAX) or "")
      file:close()
    else
      made.complaints[#made.complaints + 1] = why
    end
  end
  return made
end

--- The fields of a constructor: a list of {name, type, flags = the field with the bits, bit = n}.
function schema.fields(constructor)
  if not constructor.fields then
    local fields = {}
    for name, kind in constructor.text:gmatch("([%w_]+):(%S+)") do
      local flags, index, inner = kind:match("^([%w_]+)%.(%d+)%?(.+)$")
      local field = { name = name, type = inner or kind, flags = flags }
      field.bit = index and tonumber(index)
      fields[#fields + 1] = field
    end
    constructor.fields = fields
  end
  return constructor.fields
end

return schema
