using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>The code that writes a value of each type NSwag can name.</summary>
public sealed class WriterTextTests
{
    private const string Lambda = "static (output, value) => ";

    [TestCase("string?", "output.Write(Name)")]
    [TestCase("System.DateTimeOffset", "output.Write(Name)")]
    [TestCase("User", "output.Write(Name)")]
    [TestCase("Date", "output.WriteDate(Name)")]
    [TestCase("System.Collections.Generic.IReadOnlyList<User>?", $"output.WriteList(Name, {Lambda}output.Write(value))")]
    [TestCase("IReadOnlyList<string?>", $"output.WriteList(Name, {Lambda}output.Write(value))")]
    [TestCase("OneOrMany<User>", $"output.WriteOneOrMany(Name, {Lambda}output.Write(value))")]
    [TestCase("IReadOnlyDictionary<string, int>", $"output.WriteMap(Name, {Lambda}output.Write(value))")]
    [TestCase("IReadOnlyDictionary<string, OneOrMany<Link>>", $"output.WriteMap(Name, {Lambda}output.WriteOneOrMany(value, {Lambda}output.Write(value)))")]
    [TestCase("IReadOnlyList<IReadOnlyDictionary<string, User>>", $"output.WriteList(Name, {Lambda}output.WriteMap(value, {Lambda}output.Write(value)))")]
    public void A_value_is_written_by_what_its_type_says(string type, string expected) => Assert.That(WriterText.Value("Name", type), Is.EqualTo(expected));
}
