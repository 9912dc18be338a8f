namespace IdentitySdk.Tests.Architecture;

/// <summary>A source file.</summary>
/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="Text">Its content.</param>
internal sealed record SourceFile(string Path, string Text);
