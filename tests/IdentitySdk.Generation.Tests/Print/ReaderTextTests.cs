using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>The code that reads a value of each type of NSwag.</summary>
public sealed class ReaderTextTests
{
    private const string Lambda = "static (ref ModelReader reader) => ";

    [TestCase("string", "reader.ReadString()")]
    [TestCase("string?", "reader.ReadString()")]
    [TestCase("int", "reader.ReadInt32()")]
    [TestCase("int?", "reader.ReadInt32()")]
    [TestCase("long", "reader.ReadInt64()")]
    [TestCase("bool", "reader.ReadBoolean()")]
    [TestCase("double", "reader.ReadDouble()")]
    [TestCase("float", "reader.ReadDouble()")]
    [TestCase("decimal", "reader.ReadDecimal()")]
    [TestCase("System.DateTimeOffset", "reader.ReadDateTimeOffset()")]
    [TestCase("System.DateTimeOffset?", "reader.ReadDateTimeOffset()")]
    [TestCase("Date", "reader.ReadDate()")]
    [TestCase("System.Guid", "reader.ReadGuid()")]
    [TestCase("System.Uri", "reader.ReadUri()")]
    [TestCase("Newtonsoft.Json.Linq.JToken", "reader.ReadJToken()")]
    [TestCase("StringOrNumber", "global::IdentitySdk.StringOrNumber.Read(ref reader)")]
    [TestCase("TextOrObject", "global::IdentitySdk.TextOrObject.Read(ref reader)")]
    [TestCase("User", "T::User.Read(ref reader)")]
    [TestCase("User?", "T::User.Read(ref reader)")]
    public void Leaf_is_read_by_its_own_method(string type, string expected) => Assert.That(ReaderText.Value(type), Is.EqualTo(expected));

    [TestCase("System.Collections.Generic.IReadOnlyList<string>?", $"reader.ReadList({Lambda}reader.ReadString())")]
    [TestCase("System.Collections.Generic.IReadOnlyList<User>", $"reader.ReadList({Lambda}T::User.Read(ref reader))")]
    [TestCase("List<User>", $"reader.ReadList({Lambda}T::User.Read(ref reader))")]
    [TestCase("OneOrMany<User>", $"reader.ReadOneOrMany({Lambda}T::User.Read(ref reader))")]
    [TestCase("System.Collections.Generic.IReadOnlyDictionary<string, User>", $"reader.ReadMap({Lambda}T::User.Read(ref reader))")]
    [TestCase("IReadOnlyDictionary<string, OneOrMany<Link>>", $"reader.ReadMap({Lambda}reader.ReadOneOrMany({Lambda}T::Link.Read(ref reader)))")]
    [TestCase(
        "System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyList<System.DateTimeOffset>>",
        $"reader.ReadList({Lambda}reader.ReadList({Lambda}reader.ReadDateTimeOffset()))")]
    [TestCase(
        "IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, int>>>",
        $"reader.ReadMap({Lambda}reader.ReadList({Lambda}reader.ReadMap({Lambda}reader.ReadInt32())))")]
    public void Container_reads_its_items(string type, string expected) => Assert.That(ReaderText.Value(type), Is.EqualTo(expected));

    [TestCase("IReadOnlyList<string?>", $"reader.ReadList({Lambda}reader.ReadString(), nulls: true)!")]
    [TestCase("IReadOnlyDictionary<string, User?>?", $"reader.ReadMap({Lambda}T::User.Read(ref reader), nulls: true)!")]
    [TestCase("IReadOnlyList<IReadOnlyList<string?>>", $"reader.ReadList({Lambda}reader.ReadList({Lambda}reader.ReadString()), nulls: true)!")]
    public void Container_of_nullable_items_allows_null(string type, string expected) => Assert.That(ReaderText.Value(type), Is.EqualTo(expected));

    [TestCase("string?", "Name = reader.ReadString()")]
    [TestCase("Date", "Name = reader.ReadDate()")]
    [TestCase("Newtonsoft.Json.Linq.JToken", "ReadName(ref reader)")]
    [TestCase("IReadOnlyDictionary<string, Newtonsoft.Json.Linq.JToken>", "ReadName(ref reader)")]
    public void Member_of_free_form_JSON_is_read_by_a_function_of_its_own(string type, string expected) =>
        Assert.That(ReaderText.Member("Name", type), Is.EqualTo(expected));

    [Test]
    public void Only_free_form_JSON_has_a_function() => Assert.That(
        ReaderText.Functions("\nName|string\nRaw|JToken?\nBorn|Date\nRawList|IReadOnlyList<JToken>"),
        Is.EqualTo($"""


                    // Apart, so that Newtonsoft.Json is loaded only for a response that has the member.
                    void ReadRaw(ref ModelReader reader) => Raw = reader.ReadJToken();

                    // Apart, so that Newtonsoft.Json is loaded only for a response that has the member.
                    void ReadRawList(ref ModelReader reader) => RawList = reader.ReadList({Lambda}reader.ReadJToken());
            """));

    [Test]
    public void Templates_do_not_depend_on_types() => Assert.That(
        Directory.GetFiles(Repository.Path("templates")).Where(static path => File.ReadAllText(path).Contains("type contains", StringComparison.Ordinal)),
        Is.Empty,
        "Move what depends on a type to build/Generation/Print.");

    [TestCase("User", "User.Read")]
    [TestCase("IdentitySdk.Okta.User?", "User.Read")]
    [TestCase("string", $"{Lambda}reader.ReadString()")]
    [TestCase("Newtonsoft.Json.Linq.JToken", $"{Lambda}reader.ReadJToken()")]
    [TestCase("List<User>", $"{Lambda}reader.ReadList({Lambda}T::User.Read(ref reader))")]
    public void Result_is_read_by_a_delegate(string type, string expected) => Assert.That(ReaderText.Delegate(type), Is.EqualTo(expected));
}
