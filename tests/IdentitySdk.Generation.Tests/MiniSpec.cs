using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>A specification of one feature, in <c>Specs/</c>.</summary>
internal static partial class MiniSpec
{
    public const string Namespace = "IdentitySdk.Mini";

    // Stands in for a vendor's hand-written code, which reads lists and envelopes.
    private const string VendorCode = """
        using System;
        using System.Threading;
        using IdentitySdk.Core;

        namespace IdentitySdk.Mini;

        internal static class Paging
        {
            public static PagingStyle Link(string? cursor = null, string? size = null) => new LinkPaging { Cursor = cursor, Size = size };

            public static PagingStyle Keyed(string items, string? cursor = null, string? size = null) => new KeyedPaging { Items = items, Cursor = cursor, Size = size };
        }

        internal static class Envelope
        {
            public static NoContent ReadStatus(ref ModelReader reader) => null!;

            public static ReadValue<T> Read<T>(ReadValue<T> read)
                where T : class => read;
        }
        """;

    private static readonly Dictionary<string, GeneratedCode> s_generated = [];
    private static readonly Dictionary<(string Name, string Framework), byte[]> s_compiled = [];

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    public static string Folder => Repository.Path("tests", "IdentitySdk.Generation.Tests", "Specs");

    public static string PathOf(string name) => Path.Combine(Folder, $"{name}.yaml");

    public static GeneratedCode Generate(string name) =>
        s_generated.TryGetValue(name, out var code) ? code : s_generated[name] = Generator.Run(PathOf(name), Namespace);

    /// <summary>Compiles the code.</summary>
    public static byte[] Compile(string name, string framework = "net8.0")
    {
        if (!s_compiled.TryGetValue((name, framework), out var assembly))
        {
            var code = Generate(name);
            s_compiled[(name, framework)] = assembly = Compiler.Compile(framework, ("Clients.g.cs", code.Clients), ("Models.g.cs", code.Models), ("Vendor.cs", VendorCode + ListAll(code.Clients)));
        }

        return assembly;
    }

    /// <summary>The hand-written code of a vendor for the lists of its interfaces.</summary>
    private static string ListAll(string clients)
    {
        var methods = ListAllDeclaration().Matches(clients).Select(static method => $"/// <inheritdoc/>\npublic virtual {method.Value.Trim(' ', ';')} => throw new NotSupportedException();\n");
        return string.Concat(methods) is { Length: > 0 } body ? $"\npublic partial class ItemsClient\n{{\n{body}}}\n" : "";
    }

    [GeneratedRegex(@"^    AsyncPageable<\w+> ListAll\w*Async\([^;]*\);", RegexOptions.Multiline)]
    private static partial Regex ListAllDeclaration();
}
