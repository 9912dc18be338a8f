namespace IdentitySdk.Tests.Architecture;

/// <summary>A file that names something which another file declares.</summary>
/// <param name="File">The file that uses it.</param>
/// <param name="Symbol">What it uses, such as <c>ApiClient</c> or <c>ApiClient.SendAsync</c>.</param>
/// <param name="Target">The file that declares it.</param>
internal sealed record Use(string File, string Symbol, string Target);
