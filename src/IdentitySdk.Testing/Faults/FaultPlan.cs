using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing;

/// <summary>The faults to inject: first the rules of <see cref="When"/>, then <see cref="Next(Fault)"/>, then the error rate.</summary>
public sealed class FaultPlan
{
    private static readonly Fault[] s_randomFaults =
        [Fault.RateLimited, Fault.Status(500), Fault.Html(502), Fault.Status(503), Fault.EmptyBody(503), Fault.Reset()];

    private readonly double _errorRate;
    private readonly int _errorSeed;
    private readonly object _gate = new();
    private readonly List<Rule> _rules = [];
    private readonly List<Rule> _queue = [];

    internal FaultPlan(double errorRate, int errorSeed) => (this._errorRate, this._errorSeed) = (errorRate, errorSeed);

    /// <summary>Number of faults that are still to be injected, without those of unlimited rules.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _rules.Concat(_queue).Where(rule => rule.Times != int.MaxValue).Sum(rule => rule.Times);
            }
        }
    }

    /// <summary>Injects a fault into the next API request. Token requests are skipped: use <see cref="When"/> for them.</summary>
    public void Next(Fault fault) => Next(1, fault);

    /// <summary>Injects a fault into the next <paramref name="count"/> API requests, after those already planned.</summary>
    public void Next(int count, Fault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(fault);
        Add(_queue, new Rule(request => !request.IsTokenRequest, fault, count));
    }

    /// <summary>Injects a fault into matching requests, a number of times or, by default, always.</summary>
    public void When(Func<EmulatorRequest, bool> predicate, Fault fault, int times = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Add(_rules, new Rule(predicate, fault, times));
    }

    /// <summary>Injects a fault into requests of an operation, such as <c>Users_List</c>.</summary>
    /// <param name="operation">The operation's name in the vendor's specification.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="from">The number of the first affected request, counted from 1: for example 3 for the third page of a list.</param>
    /// <param name="times">The number of affected requests. Default: all from then on.</param>
    public void On(string operation, Fault fault, int from = 1, int times = int.MaxValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        var seen = 0;
        When(request => request.Operation == operation && ++seen >= from, fault, times);
    }

    /// <summary>Injects a fault into every n-th API request from now on.</summary>
    public void Every(int count, Fault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var seen = 0;
        When(request => !request.IsTokenRequest && ++seen % count == 0, fault);
    }

    /// <summary>Removes every planned fault. The error rate does not change.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _queue.Clear();
        }
    }

    internal Fault? Take(EmulatorRequest request)
    {
        lock (_gate)
        {
            if ((TakeFrom(_rules, request) ?? TakeFrom(_queue, request)) is { } planned)
            {
                return planned;
            }
        }

        return _errorRate <= 0 || request.IsTokenRequest ? null : AtRandom(request.Number);
    }

    private static Fault? TakeFrom(List<Rule> list, EmulatorRequest request)
    {
        var rule = list.Find(rule => rule.Applies(request));
        if (rule is not null && rule.Times != int.MaxValue && --rule.Times == 0)
        {
            list.Remove(rule);
        }

        return rule?.Fault;
    }

    private Fault? AtRandom(int number)
    {
        var random = BitMixer.Mix(((ulong)(uint)_errorSeed << 32) | (uint)number);
        var hit = (random >> 11) * (1.0 / (1UL << 53)) < _errorRate;
        return hit ? s_randomFaults[(int)(BitMixer.Mix(random) % (ulong)s_randomFaults.Length)] : null;
    }

    private void Add(List<Rule> list, Rule rule)
    {
        lock (_gate)
        {
            list.Add(rule);
        }
    }

    private sealed class Rule(Func<EmulatorRequest, bool> applies, Fault fault, int times)
    {
        public Func<EmulatorRequest, bool> Applies => applies;

        public Fault Fault => fault;

        public int Times { get; set; } = times;
    }
}
