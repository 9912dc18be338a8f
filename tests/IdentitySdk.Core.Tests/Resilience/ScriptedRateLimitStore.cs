namespace IdentitySdk.Tests;

/// <summary>A rate-limit store that answers what the test or another store says, and remembers what it was asked.</summary>
internal sealed class ScriptedRateLimitStore(Func<ValueTask<RateLimitGrant>>? take, IRateLimitStore? inner = null) : IRateLimitStore
{
    private readonly List<string> _keys = [];
    private readonly List<RateLimitTerms> _terms = [];
    private readonly List<long> _reported = [];
    private readonly List<long> _givenBack = [];

    /// <summary>Gives the answers one after the other.</summary>
    public ScriptedRateLimitStore(params RateLimitGrant[] answers)
        : this(InOrder(answers))
    {
    }

    /// <summary>Passes all on to another store.</summary>
    public ScriptedRateLimitStore(IRateLimitStore inner)
        : this(null, inner)
    {
    }

    /// <summary>The keys of the calls that were asked for, in order.</summary>
    public IReadOnlyList<string> Keys => Read(_keys);

    /// <summary>Their terms.</summary>
    public IReadOnlyList<RateLimitTerms> Terms => Read(_terms);

    /// <summary>The numbers of the calls that were reported.</summary>
    public IReadOnlyList<long> Reported => Read(_reported);

    /// <summary>The numbers of the calls that were given back.</summary>
    public IReadOnlyList<long> GivenBack => Read(_givenBack);

    public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
    {
        lock (_keys)
        {
            _keys.Add(key);
        }

        lock (_terms)
        {
            _terms.Add(terms);
        }

        return take?.Invoke() ?? inner!.TakeAsync(key, terms, cancellationToken);
    }

    public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken)
    {
        lock (_reported)
        {
            _reported.Add(number);
        }

        return inner?.ReportAsync(key, number, report, cancellationToken) ?? default;
    }

    public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken)
    {
        lock (_givenBack)
        {
            _givenBack.Add(number);
        }

        return inner?.GiveBackAsync(key, number, cancellationToken) ?? default;
    }

    private static Func<ValueTask<RateLimitGrant>> InOrder(RateLimitGrant[] answers)
    {
        var asked = 0;
        return () => new(answers[asked++]);
    }

    private static IReadOnlyList<T> Read<T>(List<T> list)
    {
        lock (list)
        {
            return [.. list];
        }
    }
}
