using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>What the script returned.</summary>
/// <param name="First">The number of the first granted call; the others follow.</param>
/// <param name="Granted">How many calls were granted.</param>
/// <param name="Wait">How long the next call has to wait; zero when it would be granted.</param>
/// <param name="Known">The budget as Redis knows it.</param>
/// <param name="Processes">How many processes used the bucket in its last two windows.</param>
internal sealed record BudgetReply(long First, int Granted, TimeSpan Wait, KnownBudget Known, int Processes)
{
    public static BudgetReply Read(RedisResult result)
    {
        var values = (long[])result!;
        return new(
            values[0],
            (int)values[1],
            Script.Time(values[2]),
            new KnownBudget(ToInt32(values[3]), ToInt32(values[4]), Script.Time(values[5]), Script.Time(values[7])),
            ToInt32(values[6]));
    }

    private static int ToInt32(long value) => (int)Math.Min(Math.Max(value, 0), int.MaxValue);
}
