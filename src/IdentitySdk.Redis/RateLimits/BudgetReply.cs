using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>The result of the script.</summary>
/// <param name="First">The number of the first granted call; the others follow.</param>
/// <param name="Granted">The number of granted calls.</param>
/// <param name="Wait">How long the next call has to wait; zero when it would be granted.</param>
/// <param name="Known">The budget in Redis.</param>
/// <param name="Processes">The number of processes that used the bucket in its last two windows.</param>
internal sealed record BudgetReply(long First, int Granted, TimeSpan Wait, KnownBudget Known, int Processes)
{
    /// <summary>The numbers of the granted calls.</summary>
    public IEnumerable<long> Numbers => Enumerable.Range(0, Granted).Select(index => First + index);

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
