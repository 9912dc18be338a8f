namespace IdentitySdk;

/// <summary>What a response reported about its bucket. The default reports nothing.</summary>
/// <param name="Limit">Calls allowed in the window; 0 when the response reported no limit, and the next two members have no meaning.</param>
/// <param name="Remaining">Calls left in the window.</param>
/// <param name="ResetsIn">The longest time until the window ends, never longer than the vendor's own window.</param>
/// <param name="Took">The duration of the call: the response may be as old as that, and the window may end so much earlier.</param>
/// <param name="RefusedFor">The wait that a refusal requests from all callers, never longer than the vendor's own window; zero for no refusal.</param>
public readonly record struct RateLimitReport(int Limit, int Remaining, TimeSpan ResetsIn, TimeSpan Took, TimeSpan RefusedFor);
