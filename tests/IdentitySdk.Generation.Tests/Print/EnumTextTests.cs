using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Names and code of the known values of an open enum.</summary>
public sealed class EnumTextTests
{
    [TestCase("LOCKED_OUT", "LockedOut")]
    [TestCase("passwordExpired", "PasswordExpired")]
    [TestCase("In_progress", "InProgress")]
    [TestCase("_2fa", "_2fa")]
    [TestCase("_1", "_1")]
    [TestCase("IsKnown", "IsKnownValue")]
    [TestCase("EQUALS", "EqualsValue")]
    [TestCase("Status", "StatusValue")]
    [TestCase("_", "Value1")]
    [TestCase("", "Value1")]
    public void Name_of_a_string_is_in_pascal_case_and_not_reserved(string name, string expected) =>
        Assert.That(EnumText.Arguments($"Status|string\n{name}|\"x\""), Is.EqualTo($"Values.{expected}"));

    [TestCase("_1", "-1", "Minus1")]
    [TestCase("_1", "1", "_1")]
    [TestCase("Off", "-1", "Off")]
    public void Name_of_a_number_contains_its_sign(string name, string code, string expected) =>
        Assert.That(EnumText.Arguments($"Level|int\n{name}|{code}"), Is.EqualTo($"Values.{expected}"));

    [Test]
    public void Same_name_gets_the_number_of_its_value() =>
        Assert.That(EnumText.Arguments("Status|string\nA_b|\"a-b\"\nAB|\"AB\"\nAB|\"A B\"\nA__b|\"a b\""), Is.EqualTo("Values.AB, Values.Ab, Values.Ab3, Values.AB4"));

    [Test]
    public void Up_to_five_values_share_a_line()
    {
        Assert.That(EnumText.Arguments(Marker(5)), Is.EqualTo("Values.A1, Values.A2, Values.A3, Values.A4, Values.A5"));
        Assert.That(EnumText.Arguments(Marker(6)), Does.StartWith("\n        Values.A1,\n        Values.A2,\n"));
        Assert.That(EnumText.Pattern(Marker(3)), Is.EqualTo("Values.A1 or Values.A2 or Values.A3"));
        Assert.That(EnumText.Pattern(Marker(6)), Does.StartWith("Values.A1\n        or Values.A2\n"));
    }

    [Test]
    public void Property_and_constant_have_the_documentation_of_the_value()
    {
        const string Marker = "Status|string\nA|\"a|<b>\"\n/// <summary>a|\n/// &lt;b&gt;</summary>\nB|\"b\"\n/// <summary>b</summary>";

        Assert.That(
            EnumText.Properties(Marker),
            Is.EqualTo("\n    /// <summary>a|\n    /// &lt;b&gt;</summary>\n    public static Status A => new(Values.A);\n"
                + "\n    /// <summary>b</summary>\n    public static Status B => new(Values.B);\n"));
        Assert.That(
            EnumText.Constants(Marker),
            Is.EqualTo("        /// <summary>a|\n        /// &lt;b&gt;</summary>\n        public const string A = \"a|<b>\";\n"
                + "        /// <summary>b</summary>\n        public const string B = \"b\";\n"));
    }

    [Test]
    public void Line_that_is_not_a_value_throws() => Assert.Throws<GenerationException>(() => EnumText.Arguments("Status|string\nA"));

    private static string Marker(int count) => "Level|int\n" + string.Join('\n', Enumerable.Range(1, count).Select(static number => $"A{number}|{number}"));
}
