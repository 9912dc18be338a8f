namespace IdentitySdk.Generation;

/// <summary>Something that cannot be printed as code.</summary>
internal sealed class GenerationException(string message) : Exception(message);
