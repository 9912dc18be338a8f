using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>The script of a bucket, and its arguments.</summary>
internal static class BudgetScript
{
    private const int Fixed = 9;
    private const int PerEnd = 6;
    private const int NeverSent = -1;

    public static string Text { get; } = Script.Read("budget.lua");

    /// <param name="process">Tells this process from the others.</param>
    /// <param name="terms">The terms of the calls to take.</param>
    /// <param name="calls">How many to take.</param>
    /// <param name="known">What this process knows, for a server that knows nothing.</param>
    /// <param name="ends">The calls that have ended.</param>
    /// <param name="clock">The clock by which they did.</param>
    public static RedisValue[] Arguments(string process, RateLimitTerms terms, int calls, KnownBudget known, IReadOnlyList<CallEnd> ends, TimeProvider clock)
    {
        var arguments = new RedisValue[Fixed + (PerEnd * ends.Count)];
        arguments[0] = process;
        arguments[1] = Script.Number(terms.Share);
        arguments[2] = terms.Floor;
        arguments[3] = Script.Microseconds(terms.Lease);
        arguments[4] = calls;
        arguments[5] = known.Limit;
        arguments[6] = known.Left;
        arguments[7] = Script.Microseconds(known.ResetsIn);
        arguments[8] = Script.Microseconds(known.Window);
        for (var index = 0; index < ends.Count; index++)
        {
            Write(ends[index], clock.GetElapsedTime(ends[index].EndedAt), arguments.AsSpan(Fixed + (PerEnd * index)));
        }

        return arguments;
    }

    private static void Write(CallEnd end, TimeSpan age, Span<RedisValue> arguments)
    {
        var report = end.Report ?? default;
        arguments[0] = end.Number;
        arguments[1] = end.Report is null ? NeverSent : report.Limit;
        arguments[2] = report.Remaining;
        arguments[3] = Script.Microseconds(Aged(report.ResetsIn, age));
        arguments[4] = Script.Microseconds(report.Took + age);
        arguments[5] = Script.Microseconds(Aged(report.RefusedFor, age));
    }

    private static TimeSpan Aged(TimeSpan time, TimeSpan age) => time > age ? time - age : TimeSpan.Zero;
}
