using System.Reflection;
using System.Runtime.Loader;
using PublicApiGenerator;

namespace IdentitySdk.Tests;

/// <summary>The public API of each library and target, as reviewed C# text.</summary>
/// <remarks>After an intended change: <c>UPDATE_SNAPSHOTS=1 dotnet test tests/IdentitySdk.Packaging.Tests --filter PublicApi</c>, then read the difference.</remarks>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions s_options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes =
        [
            "System.CodeDom.Compiler.GeneratedCodeAttribute",
            "System.Diagnostics.DebuggerBrowsableAttribute",
            "System.Diagnostics.DebuggerDisplayAttribute",
            "System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessageAttribute",
            "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute",
        ],
    };

    private static IEnumerable<TestCaseData> Libraries() =>
        from id in Packages.All
        where id != "IdentitySdk.Cli"
        from target in id == "IdentitySdk.Testing" ? new[] { "net8.0" } : ["net8.0", "netstandard2.0"]
        select new TestCaseData(id, target);

    [TestCaseSource(nameof(Libraries))]
    public void Public_api_matches_the_reviewed_text(string id, string target)
    {
        var (_, file) = Packages.Assemblies(id).Single(assembly => assembly.Target == target);
        CopyBaseAssemblies(Path.GetDirectoryName(file)!);
        var context = new AssemblyLoadContext(target, isCollectible: true);
        try
        {
            Snapshot.Match(context.LoadFromAssemblyPath(file).GeneratePublicApi(s_options).ReplaceLineEndings("\n") + "\n", $"{id}.{target}.api");
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>Copies the assemblies of base types next to the assembly.</summary>
    private static void CopyBaseAssemblies(string folder)
    {
        foreach (var friend in Packages.Libraries)
        {
            Packages.Assemblies(friend);
        }

        var asyncInterfaces = typeof(PublicApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "AsyncInterfaces").Value!;
        File.Copy(asyncInterfaces, Path.Combine(folder, Path.GetFileName(asyncInterfaces)), overwrite: true);
    }
}
