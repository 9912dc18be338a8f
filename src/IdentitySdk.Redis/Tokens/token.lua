-- A token and the lease of its refresh, in one round trip and by the server's clock. Times are in microseconds.
--
-- KEYS[1]  the token
-- ARGV     1 'lease', 2 duration, 3 heartbeat timeout          returns the fencing number, 0 when another process holds the lease
--          1 'set', 2 fencing number, 3 token, 4 time to live  returns 1, or 0 when a later holder has stored a token; an empty token removes the stored one
--          1 'release', 2 fencing number
--          1 'heartbeat', 2 fencing number                     extends the lease of a live process
local key, action = KEYS[1], ARGV[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local values = redis.call('HMGET', key, 'latest', 'stored', 'holder', 'leased', 'duration', 'seen')
local day = 86400000

local function number(value)
  local parsed = tonumber(value or 0)
  return parsed and parsed == parsed and math.abs(parsed) < 1e18 and parsed or 0
end

local latest, stored, holder = number(values[1]), number(values[2]), number(values[3])
local leased, duration, seen = number(values[4]), number(values[5]), number(values[6])

local function write(rest, ...)
  redis.call('HSET', key, ...)
  redis.call('PEXPIRE', key, string.format('%.0f', math.min(math.max(rest, redis.call('PTTL', key), 0), 30 * day)))
end

if action == 'lease' then
  -- A lease ends when its process is dead, and when the clock was set back.
  if holder > 0 and now >= leased and now - leased < duration and now >= seen and now - seen < tonumber(ARGV[3]) then
    return 0
  end

  -- Numbers start at the time, so that they increase across a restart of the server.
  local next = math.max(latest + 1, math.min(now, 4e15))
  local text = string.format('%.0f', next)
  write(ARGV[2] / 1000 + day, 'latest', text, 'holder', text, 'leased', string.format('%.0f', now), 'duration', ARGV[2], 'seen', string.format('%.0f', now))
  return next
end

local mine = tonumber(ARGV[2])
if action == 'heartbeat' then
  if holder == mine then
    redis.call('HSET', key, 'seen', string.format('%.0f', now))
  end

  return holder == mine and 1 or 0
end

if holder == mine then
  holder = 0
  if redis.call('EXISTS', key) == 1 then
    redis.call('HSET', key, 'holder', '0')
  end
end

if action == 'release' or mine < stored then
  return 0
end

if ARGV[3] == '' then
  redis.call('HDEL', key, 'token')
  write(tonumber(ARGV[4]), 'stored', ARGV[2], 'latest', string.format('%.0f', math.max(latest, mine)))
else
  write(tonumber(ARGV[4]), 'stored', ARGV[2], 'latest', string.format('%.0f', math.max(latest, mine)), 'token', ARGV[3])
end

return 1
