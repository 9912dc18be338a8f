namespace IdentitySdk.Tests;

/// <summary>A rate-limit store that returns what the test or another store does, and records its calls.</summary>
internal sealed class ScriptedRateLimitStore(Func<ValueTask<RateLimitGrant>>? take, IRateLimitStore? inner = null) : IRateLimitStore
{
    private readonly List<string> _keys = [];
    private readonly List<RateLimitTerms> _terms = [];
    private readonly List<long> _reported = [];
    private readonly List<long> _givenBack = [];

    /// <summary>Returns the grants one after the other.</summary>
    public ScriptedRateLimitStore(params RateLimitGrant[] grants)
        : this(InOrder(grants))
    {
    }

    /// <summary>Passes all calls to another store.</summary>
    public ScriptedRateLimitStore(IRateLimitStore inner)
        : this(null, inner)
    {
    }

    /// <summary>What the store does when a call is reported or given back; null leaves that to the inner store, if any.</summary>
    public Func<ValueTask>? End { get; init; }

    /// <summary>The keys of the requested calls, in order.</summary>
    public IReadOnlyList<string> Keys => Read(_keys);

    /// <summary>The terms of the requested calls.</summary>
    public IReadOnlyList<RateLimitTerms> Terms => Read(_terms);

    /// <summary>The numbers of the reported calls.</summary>
    public IReadOnlyList<long> Reported => Read(_reported);

    /// <summary>The numbers of the calls that were given back.</summary>
    public IReadOnlyList<long> GivenBack => Read(_givenBack);

    public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
    {
        Add(_keys, key);
        Add(_terms, terms);
        return take?.Invoke() ?? inner!.TakeAsync(key, terms, cancellationToken);
    }

    public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken)
    {
        Add(_reported, number);
        return End?.Invoke() ?? inner?.ReportAsync(key, number, report, cancellationToken) ?? default;
    }

    public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken)
    {
        Add(_givenBack, number);
        return End?.Invoke() ?? inner?.GiveBackAsync(key, number, cancellationToken) ?? default;
    }

    private static Func<ValueTask<RateLimitGrant>> InOrder(RateLimitGrant[] grants)
    {
        var next = 0;
        return () => new(grants[next++]);
    }

    private static void Add<T>(List<T> list, T item)
    {
        lock (list)
        {
            list.Add(item);
        }
    }

    private static IReadOnlyList<T> Read<T>(List<T> list)
    {
        lock (list)
        {
            return [.. list];
        }
    }
}
