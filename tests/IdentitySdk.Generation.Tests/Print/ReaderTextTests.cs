using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>The code that reads a value of each type NSwag can name.</summary>
public sealed class ReaderTextTests
{
    private const string Lambda = "static (ref ModelReader reader) => ";

    [TestCase("string", "input.ReadString()")]
    [TestCase("string?", "input.ReadString()")]
    [TestCase("int", "input.ReadInt32()")]
    [TestCase("int?", "input.ReadInt32()")]
    [TestCase("long", "input.ReadInt64()")]
    [TestCase("bool", "input.ReadBoolean()")]
    [TestCase("double", "input.ReadDouble()")]
    [TestCase("float", "input.ReadDouble()")]
    [TestCase("decimal", "input.ReadDecimal()")]
    [TestCase("System.DateTimeOffset", "input.ReadDateTimeOffset()")]
    [TestCase("System.DateTimeOffset?", "input.ReadDateTimeOffset()")]
    [TestCase("Date", "input.ReadDate()")]
    [TestCase("System.Guid", "input.ReadGuid()")]
    [TestCase("System.Uri", "input.ReadUri()")]
    [TestCase("Newtonsoft.Json.Linq.JToken", "input.ReadJToken()")]
    [TestCase("StringOrNumber", "global::IdentitySdk.StringOrNumber.Read(ref reader)")]
    [TestCase("TextOrObject", "global::IdentitySdk.TextOrObject.Read(ref reader)")]
    [TestCase("User", "T::User.Read(ref reader)")]
    [TestCase("User?", "T::User.Read(ref reader)")]
    public void A_leaf_is_read_by_its_own_reader(string type, string expected) => Assert.That(ReaderText.Value(type), Is.EqualTo(expected));

    [TestCase("System.Collections.Generic.IReadOnlyList<string>?", $"input.ReadList({Lambda}reader.ReadString())")]
    [TestCase("System.Collections.Generic.IReadOnlyList<User>", $"input.ReadList({Lambda}T::User.Read(ref reader))")]
    [TestCase("List<User>", $"input.ReadList({Lambda}T::User.Read(ref reader))")]
    [TestCase("OneOrMany<User>", $"input.ReadOneOrMany({Lambda}T::User.Read(ref reader))")]
    [TestCase("System.Collections.Generic.IReadOnlyDictionary<string, User>", $"input.ReadMap({Lambda}T::User.Read(ref reader))")]
    [TestCase("IReadOnlyDictionary<string, OneOrMany<Link>>", $"input.ReadMap({Lambda}reader.ReadOneOrMany({Lambda}T::Link.Read(ref reader)))")]
    [TestCase(
        "System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyList<System.DateTimeOffset>>",
        $"input.ReadList({Lambda}reader.ReadList({Lambda}reader.ReadDateTimeOffset()))")]
    [TestCase(
        "IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, int>>>",
        $"input.ReadMap({Lambda}reader.ReadList({Lambda}reader.ReadMap({Lambda}reader.ReadInt32())))")]
    public void A_container_reads_its_items(string type, string expected) => Assert.That(ReaderText.Value(type), Is.EqualTo(expected));

    [TestCase("IReadOnlyList<string?>", $"input.ReadList({Lambda}reader.ReadString(), nulls: true)!")]
    [TestCase("IReadOnlyDictionary<string, User?>?", $"input.ReadMap({Lambda}T::User.Read(ref reader), nulls: true)!")]
    [TestCase("IReadOnlyList<IReadOnlyList<string?>>", $"input.ReadList({Lambda}reader.ReadList({Lambda}reader.ReadString()), nulls: true)!")]
    public void A_container_keeps_null_where_its_items_may_be_null(string type, string expected) => Assert.That(ReaderText.Value(type), Is.EqualTo(expected));

    [TestCase("User", "User.Read")]
    [TestCase("IdentitySdk.Okta.User?", "User.Read")]
    [TestCase("string", $"{Lambda}reader.ReadString()")]
    [TestCase("Newtonsoft.Json.Linq.JToken", $"{Lambda}reader.ReadJToken()")]
    [TestCase("List<User>", $"{Lambda}reader.ReadList({Lambda}T::User.Read(ref reader))")]
    public void A_result_is_read_by_a_delegate(string type, string expected) => Assert.That(ReaderText.Delegate(type), Is.EqualTo(expected));
}
