using System.Reflection;
using System.Text.RegularExpressions;

namespace IdentitySdk.Tests.Conventions;

/// <summary>Rules for the source itself, each with what to do when it is broken.</summary>
public sealed class SourceTests
{
    private const string Sleep = @"\bThread\.Sleep\(|\bTask\.Delay\((?![^,]+, (clock|time)\b)";

    [Test]
    public void No_library_reads_the_systems_clock_or_waits_by_it() => Assert.That(
        Matches("src", @"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bStopwatch\b|\bEnvironment\.TickCount|" + Sleep), Is.Empty, "Take the time from the client's TimeProvider.");

    [Test]
    public void No_test_sleeps() => Assert.That(Matches("tests", Sleep), Is.Empty, "Use virtual time, or wait for what is to come about.");

    [Test]
    public void Nothing_static_can_be_set_or_holds_tokens_or_connections() => Assert.That(
        Types.Assemblies.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.Name.Contains('<') && !field.DeclaringType!.Name.Contains('<') && !field.IsLiteral && (!field.IsInitOnly || IsShared(field.FieldType)))
            .Select(field => $"{field.DeclaringType!.FullName}.{field.Name}"),
        Is.Empty,
        "Make it a member of the client: two clients share nothing unless told to.");

    private static bool IsShared(Type type) =>
        new[] { typeof(ITokenCache), typeof(AccessToken), typeof(HttpMessageInvoker), typeof(HttpMessageHandler), typeof(IRateLimitStore) }.Any(shared => shared.IsAssignableFrom(type));

    /// <summary>The lines of a folder's sources that match; benchmarks measure real time.</summary>
    private static IEnumerable<string> Matches(string folder, string pattern) =>
        from file in Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)
        where !Regex.IsMatch(file, @"[\\/](obj|bin|IdentitySdk\.Benchmarks|IdentitySdk\.Cli)[\\/]") && Path.GetFileName(file) != "SourceTests.cs"
        from line in File.ReadLines(file)
        where Regex.IsMatch(line, pattern) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select $"{Path.GetFileName(file)}: {line.Trim()}";
}
