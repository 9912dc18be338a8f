using System.Reflection;
using System.Text.RegularExpressions;

namespace IdentitySdk.Tests.Conventions;

/// <summary>Rules for the source code. Each message states the remedy.</summary>
public sealed class SourceTests
{
    private const string Sleep = @"\bThread\.Sleep\(|\bTask\.Delay\((?![^,]+, (clock|time|options\.TimeProvider)\b)";

    [Test]
    public void No_library_uses_the_system_clock() => Assert.That(
        Matches("src", @"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bStopwatch\b|\bEnvironment\.TickCount|" + Sleep), Is.Empty, "Take the time from the client's TimeProvider.");

    [Test]
    public void No_test_sleeps() => Assert.That(Matches("tests", Sleep), Is.Empty, "Use virtual time, or await the event itself.");

    [Test]
    public void No_static_field_is_writable_or_holds_tokens_or_connections() => Assert.That(
        Types.Assemblies.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.Name.Contains('<') && !field.DeclaringType!.Name.Contains('<') && !field.IsLiteral && (!field.IsInitOnly || IsShared(field.FieldType)))
            .Select(field => $"{field.DeclaringType!.FullName}.{field.Name}"),
        Is.Empty,
        "Make it a member of the client: clients share nothing by default.");

    private static bool IsShared(Type type) =>
        new[] { typeof(ITokenCache), typeof(AccessToken), typeof(HttpMessageInvoker), typeof(HttpMessageHandler), typeof(IRateLimitStore) }
            .Any(shared => shared.IsAssignableFrom(type));

    /// <summary>Returns the matching source lines of a folder, except of benchmarks, which measure real time.</summary>
    private static IEnumerable<string> Matches(string folder, string pattern) =>
        from file in Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)
        where !Regex.IsMatch(file, @"[\\/](obj|bin|IdentitySdk\.Benchmarks|IdentitySdk\.Cli)[\\/]") && Path.GetFileName(file) != "SourceTests.cs"
        from line in File.ReadLines(file)
        where Regex.IsMatch(line, pattern) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select $"{Path.GetFileName(file)}: {line.Trim()}";
}
