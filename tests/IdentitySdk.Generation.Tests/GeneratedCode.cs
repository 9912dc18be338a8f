namespace IdentitySdk.Tests;

/// <summary>The two generated files of one run.</summary>
internal sealed record GeneratedCode(string Clients, string Models)
{
    public static GeneratedCode Read(string folder) =>
        new(File.ReadAllText(Path.Combine(folder, "Clients.g.cs")), File.ReadAllText(Path.Combine(folder, "Models.g.cs")));

    /// <summary>Both files without their headers, which are always the same.</summary>
    public string Bodies() => $"{Body(Clients)}\n// ---- Models.g.cs ----\n{Body(Models)}";

    private static string Body(string file) => file[(file.IndexOf("\nnamespace ", StringComparison.Ordinal) + 1)..];
}
