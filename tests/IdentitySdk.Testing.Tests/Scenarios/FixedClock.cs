namespace IdentitySdk.Testing.Tests.Scenarios;

/// <summary>A clock that does not advance.</summary>
internal sealed class FixedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
}
