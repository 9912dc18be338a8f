namespace IdentitySdk;

/// <summary>What a response reported of its bucket. The default reports nothing.</summary>
/// <param name="Limit">Calls allowed in the window; 0 when the response reported no limit, and the next two members mean nothing.</param>
/// <param name="Remaining">Calls left in the window.</param>
/// <param name="ResetsIn">How long until the window ends: at the latest, and never longer than the vendor's own window.</param>
/// <param name="Took">For how long the call was under way: its response may be as old as that, and its window may end so much earlier.</param>
/// <param name="RefusedFor">For how long a refusal asks everyone to stay away, never longer than the vendor's own window; zero for no refusal.</param>
public readonly record struct RateLimitReport(int Limit, int Remaining, TimeSpan ResetsIn, TimeSpan Took, TimeSpan RefusedFor);
