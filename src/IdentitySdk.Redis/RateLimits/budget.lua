-- A bucket's budget: completes calls, updates the budget from their responses and takes calls, in one round trip and by the server's clock.
-- The rules are those of RateLimitBudget in IdentitySdk.Core; in addition, each window is divided among the processes that use the bucket.
-- Times are in microseconds.
--
-- KEYS[1]  the bucket
-- ARGV     1 process, 2 share, 3 floor, 4 lease, 5 calls to take,
--          6 limit, 7 remaining, 8 resets in, 9 window: the budget as known to the process, used when the server has none,
--          then six for each completed call: number, limit (-1 when it was never sent), remaining, resets in, took, refused for
-- returns  first number, calls granted, wait of the next call, limit, left, resets in, processes, window
local key = KEYS[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local tolerance, waver, never = 2000000, 1000000, 9007199254740992
local names = { 'at', 'limit', 'remaining', 'resets', 'window', 'guess', 'paused', 'taken', 'known', 'unreported', 'latest',
  'newer', 'older', 'newerFrom', 'olderFrom', 'ends', 'lease', 'began', 'epoch', 'used', 'active', 'before', 'p:' .. ARGV[1] }
local values = redis.call('HMGET', key, unpack(names))
local mine = table.remove(names)

local function number(value)
  local parsed = tonumber(value or 0)
  return parsed and parsed == parsed and math.abs(parsed) < 1e18 and parsed or 0
end

local s = {}
for index, name in ipairs(names) do
  s[name] = number(values[index])
end

-- Numbers start at the time, so that they increase across a restart of the server.
if s.taken == 0 then
  s.at, s.epoch, s.began = now, 1, now
  s.taken = math.min(math.max(now, 1099511627776), 4e15)
  s.known, s.limit, s.remaining, s.window = s.taken, number(ARGV[6]), number(ARGV[7]), number(ARGV[9])
  s.resets = now + math.max(number(ARGV[8]), 0)
end

-- When the clock was set back, all times move with it.
if now < s.at then
  for _, name in ipairs({ 'resets', 'paused', 'ends', 'began' }) do
    s[name] = s[name] - (s.at - now)
  end
end
s.at = now

local epoch, count = string.match(values[#values] or '', '^(%d+):(%d+)$')
local own = tonumber(epoch) == s.epoch and tonumber(count) or nil

-- Starts a new window with new counts.
local function roll()
  s.epoch, s.before, s.active, s.used, s.began, own = s.epoch + 1, s.active, 0, 0, now, nil
end

-- Calls whose lease has expired may have been sent, so they still count as used.
local function expire()
  if s.newer + s.older == 0 or now < s.ends then
    return
  end

  local ended = s.older
  if now >= s.ends + s.lease then
    ended = s.newer + s.older
    s.newer, s.older, s.newerFrom, s.olderFrom, s.ends, s.lease = 0, 0, 0, 0, 0, 0
  else
    s.older, s.newer, s.olderFrom, s.newerFrom, s.ends = s.newer, 0, s.newerFrom, never, s.ends + s.lease
  end

  if ended > 0 then
    s.unreported, s.latest = s.unreported + ended, s.taken
  end
end

local function finish(number)
  if number > s.taken then
    return
  elseif number >= s.newerFrom and s.newer > 0 then
    s.newer = s.newer - 1
  elseif number >= s.olderFrom and number < s.newerFrom and s.older > 0 then
    s.older = s.older - 1
  end
end

local function earlier(earliest, latest)
  return (latest < s.resets or earliest > s.resets + waver) and latest or s.resets
end

local function replace(number, limit, remaining, resetsIn, earliest, latest)
  local isSame = s.resets > now and s.guess == 0 and earliest <= s.resets + tolerance and latest >= s.resets - tolerance
  if not isSame and not (s.guess == 1 and s.resets > now) and s.limit > 0 then
    roll()
  end

  s.unreported = (isSame or s.limit == 0) and math.min(s.unreported, math.max(s.latest - number, 0)) or 0
  s.resets = isSame and earlier(earliest, latest) or latest
  s.limit, s.remaining, s.window, s.guess, s.known = limit, remaining, math.max(s.window, resetsIn), 0, s.taken
end

local function lower(remaining, resetsIn, resets)
  s.known = remaining < s.remaining and s.taken or s.known
  s.remaining, s.resets, s.window = math.min(s.remaining, remaining), resets, math.max(s.window, resetsIn)
end

local function unreported(number)
  s.unreported, s.latest = s.unreported + 1, math.max(number, s.latest)
end

-- The response to a call that was sent before the current window was known.
local function learnFromEarlier(number, limit, remaining, resetsIn, earliest, latest)
  if s.guess == 1 then
    local middle = s.resets - s.window / 2
    if latest >= middle and earliest < middle then
      unreported(number)
    elseif latest >= middle then
      lower(remaining, resetsIn, latest)
      s.limit, s.guess = limit, 0
    end
  elseif s.resets <= now then
    if earliest > s.resets then
      replace(number, limit, remaining, resetsIn, earliest, latest)
    end
  elseif earliest > s.resets + tolerance then
    replace(number, limit, remaining, resetsIn, earliest, latest)
  elseif latest >= s.resets - tolerance then
    lower(remaining, resetsIn, earlier(earliest, latest))
  end
end

local function learn(number, limit, remaining, resetsIn, took, refusedFor)
  finish(number)
  if limit < 0 then
    return
  end

  if refusedFor > 0 then
    s.paused = math.max(s.paused, now + refusedFor)
  end

  -- A slow response may describe a window that has ended.
  if limit == 0 or resetsIn <= 0 then
    unreported(number)
    return
  end

  local latest = now + resetsIn
  if number > s.known or s.limit == 0 then
    replace(number, limit, remaining, resetsIn, latest - took, latest)
  else
    learnFromEarlier(number, limit, remaining, resetsIn, latest - took, latest)
  end
end

expire()
for index = 10, #ARGV, 6 do
  local call = {}
  for offset = 0, 5 do
    call[offset + 1] = tonumber(ARGV[index + offset])
  end

  learn(unpack(call))
end

local share, floor, lease, wanted = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
if wanted > 0 and s.limit > 0 and s.resets <= now and s.paused <= now then
  s.remaining, s.resets, s.guess, s.known, s.unreported = s.limit, now + s.window, 1, s.taken, 0
  roll()
end

if wanted > 0 and not own then
  own, s.active = 0, s.active + 1
end

-- The part of the limit that is left to other clients. One call per window is always allowed, so that a small limit does not block all processes.
local reserve = math.min(math.max(floor, s.limit - math.floor(s.limit * share + 1e-9)), s.limit - 1)
local processes = math.max(s.active, s.before, 1)

local function left()
  return s.remaining - s.newer - s.older - s.unreported
end

-- The calls that this process may take: its part of the window, and unused parts of other processes, increasingly as the window ages.
local function allowed()
  local free = math.max(left() - reserve, 0)
  if processes == 1 or free == 0 or s.window <= 0 then
    return free
  end

  local part = math.max(math.floor((s.limit - reserve) / processes), 1)
  local age = math.floor(20 * (now - s.began) / s.window)
  local others = math.max(part * (processes - 1) - (s.used - (own or 0)), 0) * math.max(10 - age, 0) / 10
  return math.min(math.max(part - (own or 0), math.floor(free - others), 0), free)
end

local granted, wait = wanted, 0
if s.paused > now then
  granted, wait = 0, s.paused - now
elseif s.limit > 0 then
  granted = math.min(wanted, s.resets > now and allowed() or 0)
end

local first = s.taken + 1
if granted > 0 then
  if s.newer + s.older == 0 then
    s.newerFrom, s.olderFrom, s.ends, s.lease = first, first, now + lease, lease
  elseif s.newer == 0 then
    s.newerFrom = first
  end

  s.newer, s.taken, s.used, own = s.newer + granted, s.taken + granted, s.used + granted, own + granted
end

if wait == 0 and s.limit > 0 and s.resets > now and allowed() < 1 then
  local step = s.window / 20
  local next = left() > reserve and s.began + (math.floor((now - s.began) / step) + 1) * step or s.resets
  wait = math.max(math.min(next, s.resets) - now, 1000)
end

local changes = {}
for _, name in ipairs(names) do
  changes[#changes + 1] = name
  changes[#changes + 1] = string.format('%.0f', s[name])
end

if own then
  changes[#changes + 1] = mine
  changes[#changes + 1] = string.format('%.0f:%.0f', s.epoch, own)
end

redis.call('HSET', key, unpack(changes))
local rest = (math.max(s.resets - now, s.paused - now, 2 * lease) + s.window) / 1000 + 600000
redis.call('PEXPIRE', key, string.format('%.0f', math.min(math.ceil(rest), 2592000000)))

-- Removes the counts of processes that no longer use the bucket.
if s.used <= granted and redis.call('HLEN', key) > #names + 2 * processes + 64 then
  local all = redis.call('HGETALL', key)
  for index = 1, #all, 2 do
    if string.sub(all[index], 1, 2) == 'p:' and (tonumber(string.match(all[index + 1], '^%d+')) or 0) < s.epoch - 2 then
      redis.call('HDEL', key, all[index])
    end
  end
end

return { first, granted, math.ceil(wait), s.limit, math.max(left(), 0), math.max(s.resets - now, 0), processes, s.window }
