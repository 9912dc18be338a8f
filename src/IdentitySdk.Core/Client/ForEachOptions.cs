using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>How <see cref="ForEachExtensions.ForEachAsync"/> runs its actions.</summary>
public sealed class ForEachOptions
{
    /// <summary>How many actions run at the same time, from 1 to 256; 4 by default. The rate limit decides the pace, not this number.</summary>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>Clock for pauses after a rate limit; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Validate()
    {
        OptionRange.Check(MaxConcurrency is >= 1 and <= 256, nameof(MaxConcurrency), "from 1 to 256", MaxConcurrency);
        _ = TimeProvider ?? throw new ArgumentException("TimeProvider is missing.", nameof(TimeProvider));
    }
}
