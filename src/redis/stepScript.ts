/**
 * One step in a room, as Redis runs it. A room is three keys of one slot:
 *
 * - a hash: values (`v:name`, as version, end, text) and buckets (`b:name`, as tokens, time, when it is full);
 * - a list, the ring: `cursor event`, oldest first; its first is only there to be stood on;
 * - a sorted set of marks. A score is the time until which a mark is promised, times 1,024, and the hours beyond it.
 *
 * Each ends by itself an hour or more after the last thing in it does. Arguments are `stepArguments`, in its order. The
 * clock is Redis's, but for tests.
 */
export const stepScript = `
local hash, ring, marks = KEYS[1], KEYS[2], KEYS[3]
local hour, mostSpare, swept = 3600000, 1000, 4
local position = 0
local function word()
  position = position + 1
  return ARGV[position]
end
local function number() return tonumber(word()) end
local function all(read)
  local list = {}
  for i = 1, number() do list[i] = read() end
  return list
end
local function whole(value) return string.format('%.0f', value) end
local function keep(key, lifetime)
  if redis.call('PTTL', key) < lifetime then redis.call('PEXPIRE', key, whole(lifetime + hour)) end
end

local now = number()
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local fresh, ringLife, ringSize = word(), number(), number()
local publish, channel, room = word(), word(), word()
local names, kind, from = all(word), word(), word()

local function kept(name)
  local raw = redis.call('HGET', hash, 'v:' .. name)
  if not raw then return end
  local version, ends, value = raw:match('^(%S+) (%S+) (.*)$')
  if tonumber(ends) > now then return version, value end
end

local function standing(isMade)
  local last = redis.call('LINDEX', ring, -1)
  if last then return last:match('^%S+') end
  if not isMade then return '' end
  redis.call('RPUSH', ring, '0.' .. fresh .. ' ')
  return '0.' .. fresh
end

local function since(cursor, last)
  local place = tonumber(cursor:match('^(%d+)%.%w+$'))
  if not place then return end
  local length = redis.call('LLEN', ring)
  local index = place - tonumber(last:match('^%d+')) + length - 1
  if index < 0 or index >= length then return end
  local entries = redis.call('LRANGE', ring, whole(index), -1)
  if table.remove(entries, 1):match('^%S+') == cursor then return entries end
end

local function answer(outcome, more)
  local values, cursor, begun, entries = {}, '', '', {}
  for _, name in ipairs(names) do
    local version, value = kept(name)
    values[#values + 1] = version or false
    values[#values + 1] = value or false
  end
  if kind ~= '' then
    cursor = standing(true)
    keep(ring, ringLife)
    if kind == 'cursor' then begun = from end
    if kind == 'value' then
      local _, value = kept(from)
      begun = value and value:match('^[^ ]+') or ''
    end
    if kind ~= 'now' then entries = since(begun, cursor) or false end
  end
  return { outcome, more.marked or false, more.wait or 0, more.appended or {}, values, cursor, begun, entries }
end

local function isMarked(id)
  local score = tonumber(redis.call('ZSCORE', marks, id) or nil)
  return score and math.floor(score / 1024) + score % 1024 * hour > now
end

local function mark(id, lifetime, spare)
  local hours = math.min(1023, math.floor(spare / hour))
  redis.call('ZADD', marks, whole((now + lifetime) * 1024 + hours), id)
  keep(marks, lifetime + hours * hour)
end

local sure = word() == '1'
local unless = all(word)
local expected = all(function() return { name = word(), version = word() } end)
local at = word()
local takes = all(function()
  return { name = 'b:' .. word(), amount = number(), capacity = number(), every = number(), floor = number() }
end)
local puts = all(function() return { name = 'v:' .. word(), lifetime = number(), value = word() } end)
local drops = all(word)
local appends = all(function()
  return { event = word(), id = word(), isOnce = word() == '1', lifetime = number(), spare = number() }
end)
local marked = all(function() return { id = word(), lifetime = number(), spare = number() } end)
local unmarked = all(word)

-- WAIT is promised for what its own connection wrote: a step that is repeated, and finds all done, writes too.
if sure then
  redis.call('HSET', hash, 's', fresh)
  keep(hash, hour)
end

for _, id in ipairs(unless) do
  if isMarked(id) then return answer('marked', { marked = id }) end
end
for _, one in ipairs(expected) do
  if (kept(one.name) or '') ~= one.version then return answer('changed', {}) end
end
if at ~= '' and standing(false) ~= at then return answer('changed', {}) end
local wait = 0
for _, take in ipairs(takes) do
  local tokens, time = take.capacity, now
  local raw = redis.call('HGET', hash, take.name)
  if raw then
    tokens, time = raw:match('^(%S+) (%S+)')
    tokens, time = tonumber(tokens), tonumber(time)
  end
  take.left = math.min(take.capacity, tokens + math.max(0, now - time) / take.every) - take.amount
  take.time = math.max(now, time)
  wait = math.max(wait, math.ceil((take.floor - take.left) * take.every))
end
if wait > 0 then return answer('spent', { wait = wait }) end

for _, take in ipairs(takes) do
  local untilFull = (take.capacity - take.left) * take.every
  local stored = string.format('%.17g %.17g %.17g', take.left, take.time, take.time + untilFull)
  redis.call('HSET', hash, take.name, stored)
  keep(hash, untilFull)
end
for _, put in ipairs(puts) do
  redis.call('HSET', hash, put.name, fresh .. ' ' .. whole(now + put.lifetime) .. ' ' .. put.value)
  keep(hash, put.lifetime)
end
for _, name in ipairs(drops) do redis.call('HDEL', hash, 'v:' .. name) end
if #takes + #puts > 0 then
  local some = redis.call('HRANDFIELD', hash, swept, 'WITHVALUES')
  for i = 1, #some, 2 do
    local first, second, third = some[i + 1]:match('^(%S+) (%S+) ?(%S*)')
    local ends = tonumber(some[i]:sub(1, 2) == 'b:' and third or second)
    if ends and ends <= now then redis.call('HDEL', hash, some[i]) end
  end
end

local appended = {}
for i, one in ipairs(appends) do
  local isNew = not (one.isOnce and isMarked(one.id))
  appended[i] = isNew and 1 or 0
  if isNew then
    if one.isOnce then mark(one.id, one.lifetime, one.spare) end
    local before = standing(true)
    local cursor = whole(tonumber(before:match('^%d+')) + 1) .. '.' .. fresh .. i
    redis.call('RPUSH', ring, cursor .. ' ' .. one.event)
    if redis.call('LLEN', ring) > ringSize + 1 then redis.call('LPOP', ring) end
    redis.call(publish, channel, room .. ' ' .. before .. ' ' .. cursor .. ' ' .. one.event)
  end
end
if #appends > 0 then keep(ring, ringLife) end

for _, one in ipairs(marked) do mark(one.id, one.lifetime, one.spare) end
for _, id in ipairs(unmarked) do redis.call('ZREM', marks, id) end
if #appends + #marked > 0 then
  local unpromised = whole(now * 1024 + 1023)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', marks, '-inf', unpromised, 'LIMIT', 0, swept)) do
    if not isMarked(id) then redis.call('ZREM', marks, id) end
  end
  local spare = redis.call('ZCOUNT', marks, '-inf', unpromised)
  if spare > mostSpare then redis.call('ZREMRANGEBYRANK', marks, 0, spare - mostSpare - 1) end
end
return answer('done', { appended = appended })`;
