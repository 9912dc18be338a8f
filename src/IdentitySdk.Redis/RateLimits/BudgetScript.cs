using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>The script of a bucket, and its arguments.</summary>
internal static class BudgetScript
{
    private const int Fixed = 9;
    private const int PerCall = 6;
    private const int NeverSent = -1;

    public static string Text { get; } = Script.Read("budget.lua");

    /// <param name="process">The id of this process.</param>
    /// <param name="terms">The terms of the calls to take.</param>
    /// <param name="calls">The number of calls to take.</param>
    /// <param name="known">The budget as known to this process, for a server that has lost it.</param>
    /// <param name="completed">The completed calls.</param>
    /// <param name="clock">The clock of their completion.</param>
    public static RedisValue[] Arguments(
        string process, RateLimitTerms terms, int calls, KnownBudget known, IReadOnlyList<CompletedCall> completed, TimeProvider clock)
    {
        var arguments = new RedisValue[Fixed + (PerCall * completed.Count)];
        arguments[0] = process;
        arguments[1] = Script.Number(terms.Share);
        arguments[2] = terms.Floor;
        arguments[3] = Script.Microseconds(terms.Lease);
        arguments[4] = calls;
        arguments[5] = known.Limit;
        arguments[6] = known.Left;
        arguments[7] = Script.Microseconds(known.ResetsIn);
        arguments[8] = Script.Microseconds(known.Window);
        for (var index = 0; index < completed.Count; index++)
        {
            Write(completed[index], clock.GetElapsedTime(completed[index].CompletedAt), arguments.AsSpan(Fixed + (PerCall * index)));
        }

        return arguments;
    }

    private static void Write(CompletedCall call, TimeSpan age, Span<RedisValue> arguments)
    {
        var report = call.Report ?? default;
        arguments[0] = call.Number;
        arguments[1] = call.Report is null ? NeverSent : report.Limit;
        arguments[2] = report.Remaining;
        arguments[3] = Script.Microseconds(Aged(report.ResetsIn, age));
        arguments[4] = Script.Microseconds(report.Took + age);
        arguments[5] = Script.Microseconds(Aged(report.RefusedFor, age));
    }

    private static TimeSpan Aged(TimeSpan time, TimeSpan age) => time > age ? time - age : TimeSpan.Zero;
}
