namespace IdentitySdk.Redis;

/// <summary>What was known of a budget at one time.</summary>
/// <param name="Limit">Calls allowed in the window; 0 while no response has reported it.</param>
/// <param name="Left">Calls left in the window.</param>
/// <param name="ResetsIn">How long until the window ends.</param>
/// <param name="Window">How long a window is.</param>
internal readonly record struct KnownBudget(int Limit, int Left, TimeSpan ResetsIn, TimeSpan Window);
