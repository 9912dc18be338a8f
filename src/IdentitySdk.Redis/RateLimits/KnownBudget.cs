namespace IdentitySdk.Redis;

/// <summary>A budget as known at one time.</summary>
/// <param name="Limit">Calls allowed in the window; 0 until a response has reported it.</param>
/// <param name="Left">Calls left in the window.</param>
/// <param name="ResetsIn">The time until the window ends.</param>
/// <param name="Window">The length of a window.</param>
internal readonly record struct KnownBudget(int Limit, int Left, TimeSpan ResetsIn, TimeSpan Window);
