namespace IdentitySdk.Testing.Tests.Scenarios;

/// <summary>A request that succeeds in a scenario.</summary>
/// <param name="Operation">The operation's name in the specification.</param>
/// <param name="Method">The verb.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">The JSON body; null when there is none.</param>
internal sealed record EmulatorCall(string Operation, string Method, string Path, string? Body = null)
{
    public override string ToString() => Operation;
}
