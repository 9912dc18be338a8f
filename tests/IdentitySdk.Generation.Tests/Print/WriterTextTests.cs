using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>The code that writes a value of each type of NSwag.</summary>
public sealed class WriterTextTests
{
    private const string Lambda = "static (writer, value) => ";

    [TestCase("string?", "writer.Write(Name)")]
    [TestCase("System.DateTimeOffset", "writer.Write(Name)")]
    [TestCase("User", "writer.Write(Name)")]
    [TestCase("Date", "writer.WriteDate(Name)")]
    [TestCase("System.Collections.Generic.IReadOnlyList<User>?", $"writer.WriteList(Name, {Lambda}writer.Write(value))")]
    [TestCase("IReadOnlyList<string?>", $"writer.WriteList(Name, {Lambda}writer.Write(value))")]
    [TestCase("OneOrMany<User>", $"writer.WriteOneOrMany(Name, {Lambda}writer.Write(value))")]
    [TestCase("IReadOnlyDictionary<string, int>", $"writer.WriteMap(Name, {Lambda}writer.Write(value))")]
    [TestCase("IReadOnlyDictionary<string, OneOrMany<Link>>", $"writer.WriteMap(Name, {Lambda}writer.WriteOneOrMany(value, {Lambda}writer.Write(value)))")]
    [TestCase("IReadOnlyList<IReadOnlyDictionary<string, User>>", $"writer.WriteList(Name, {Lambda}writer.WriteMap(value, {Lambda}writer.Write(value)))")]
    public void Value_is_written_by_the_method_of_its_type(string type, string expected) => Assert.That(WriterText.Value("Name", type), Is.EqualTo(expected));
}
