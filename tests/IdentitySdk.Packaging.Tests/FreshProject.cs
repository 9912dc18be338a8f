using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>A new project in an empty folder, with the packages of the feed and the examples of docs/ as its code.</summary>
internal sealed partial class FreshProject(string name, string sdk = "Microsoft.NET.Sdk")
{
    /// <summary>Instead of using directives: the code is complete.</summary>
    public const string AsPrinted = "as printed";

    private readonly List<string> _references = [Reference("IdentitySdk", Packages.Version)];

    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(Packages.Work, "fresh", name)).FullName;

    private string Assembly => Path.Combine(Folder, "bin", "Debug", "net10.0", $"{name}.dll");

    /// <summary>The code fence of a page that contains a text.</summary>
    public static string Fence(string page, string start, string language = "csharp") =>
        Fences().Matches(File.ReadAllText(Repository.Path("docs", page)))
            .Where(match => match.Groups[1].Value == language)
            .Select(match => match.Groups[2].Value)
            .Single(code => code.Contains(start, StringComparison.Ordinal));

    /// <summary>The complete programs of a page: the code fences that begin with a using directive.</summary>
    public static IEnumerable<string> Programs(params string[] page) =>
        Fences().Matches(File.ReadAllText(Repository.Path(page)))
            .Where(match => match.Groups[1].Value == "csharp" && match.Groups[2].Value.StartsWith("using IdentitySdk", StringComparison.Ordinal))
            .Select(match => match.Groups[2].Value);

    /// <summary>Adds a package in the version that the repository uses.</summary>
    public FreshProject With(params string[] packages)
    {
        var versions = File.ReadAllText(Repository.Path("Directory.Packages.props"));
        _references.AddRange(packages.Select(package => Reference(package, Regex.Match(versions, $"Include=\"{Regex.Escape(package)}\" Version=\"([^\"]+)\"").Groups[1].Value)));
        return this;
    }

    public FreshProject WithVersion(string package, string version)
    {
        _references.Add(Reference(package, version));
        return this;
    }

    public async Task WriteAsync(string code, string properties = "<OutputType>Exe</OutputType>", string usings = "")
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(Path.Combine(Folder, $"{name}.csproj"), $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization>
                {properties}
                <RestorePackagesPath>{Packages.Work}/cache</RestorePackagesPath>
                <RestoreAdditionalProjectFallbackFolders>{cache}</RestoreAdditionalProjectFallbackFolders>
                <RestoreAdditionalProjectSources>{Packages.Feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", _references)}
              </ItemGroup>
            </Project>
            """);
        string[] all = usings == AsPrinted ? [] : ["IdentitySdk", "Microsoft.Extensions.DependencyInjection", .. usings.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        await File.WriteAllTextAsync(Path.Combine(Folder, "Program.cs"), string.Concat(all.Select(each => $"using {each};\n")) + code);
    }

    public Task BuildAsync() => DotNet.RunAsync(Folder, "build", "-v:q");

    /// <summary>Builds the program and runs it until it exits.</summary>
    /// <returns>The output.</returns>
    public async Task<string> RunAsync(params (string Name, string Value)[] environment)
    {
        await BuildAsync();
        return await RunAsync("dotnet", [Assembly], environment);
    }

    /// <summary>Runs a file until it exits, and asserts its success.</summary>
    public async Task<string> RunAsync(string file, string[] arguments, (string Name, string Value)[] environment)
    {
        var (exitCode, output) = await new BuiltProgram(Folder, file, arguments).RunAsync(environment);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }

    /// <summary>Builds a web application, starts it, uses it, and stops it.</summary>
    public async Task UseAsync(Func<HttpClient, Task> use, params (string Name, string Value)[] environment)
    {
        await BuildAsync();
        await new BuiltProgram(Folder, "dotnet", Assembly).UseAsync(use, environment);
    }

    private static string Reference(string package, string version) => $"<PackageReference Include=\"{package}\" Version=\"{version}\" />";

    [GeneratedRegex("```([a-z]+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();
}
