namespace IdentitySdk.Testing.Hosting;

/// <summary>A response to send, complete or broken by a fault.</summary>
/// <param name="Response">The response; null when the connection is reset without one.</param>
/// <param name="Fault">The fault that breaks it, if any.</param>
/// <param name="Date">The <c>Date</c> header.</param>
internal sealed record Reply(EmulatorResponse? Response, Fault? Fault, DateTimeOffset Date);
