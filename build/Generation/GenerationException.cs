namespace IdentitySdk.Generation;

/// <summary>Thrown for a marker that cannot be printed as code.</summary>
internal sealed class GenerationException(string message) : Exception(message);
