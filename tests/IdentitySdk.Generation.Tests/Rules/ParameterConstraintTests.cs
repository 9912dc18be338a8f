namespace IdentitySdk.Tests;

/// <summary>Parameters are checked against the constraints of their schema, on both frameworks.</summary>
[TestFixture("netstandard2.0")]
[TestFixture("net8.0")]
public sealed class ParameterConstraintTests(string framework)
{
    private static readonly string[] s_tags = ["a"];
    private readonly CheckedClient _client = new("constraints", framework);

    [TestCase("a", 1, "code", "code must be 2 to 4 characters long")]
    [TestCase("abcde", 1, "code", "code must be 2 to 4 characters long")]
    [TestCase("abc", 0, "size", "size must lie between 1 and 5")]
    [TestCase("abc", 6, "size", "size must lie between 1 and 5")]
    [TestCase(null, 1, "code", "A value is required")]
    public void Required_parameter_throws_with_its_argument(string? code, int size, string argument, string message) =>
        AssertRefused(_client.Call("FindAsync", code, size, s_tags), argument, message);

    [TestCase("[]", "tags must hold at least 1 item")]
    [TestCase("['']", "Each item of tags must be at least 1 character long")]
    public void Required_list_checks_count_and_items(string tags, string message) =>
        AssertRefused(_client.Call("FindAsync", "abc", 1, tags), "tags", message);

    [Test]
    public void Required_list_that_is_null_throws() =>
        Assert.That(_client.Call("FindAsync", "abc", 1, null), Is.TypeOf<ArgumentNullException>().With.Property("ParamName").EqualTo("tags"));

    [TestCase("{ Limit: 0 }", "Limit must be at least 1")]
    [TestCase("{ Limit: -1 }", "Limit must be at least 1")]
    [TestCase("{ Big: 5000000001 }", "Big must be at most 5000000000")]
    [TestCase("{ Share: 0 }", "Share must be above 0 and below 1")]
    [TestCase("{ Share: 1 }", "Share must be above 0 and below 1")]
    [TestCase("{ Name: 'A' }", "Name must match the pattern ^[a-z\"\\\\]+$")]
    [TestCase("{ Ids: [1, 2, 3] }", "Ids must hold at most 2 items")]
    [TestCase("{ Ids: [0] }", "Each item of Ids must be at least 1")]
    [TestCase("{ XOrg: 'abcd' }", "XOrg must be at most 3 characters long")]
    public void Optional_parameter_throws_with_its_property(string options, string message) =>
        AssertRefused(_client.Call("FindAsync", "abc", 1, s_tags, options), "options", message);

    [TestCase("{}")]
    [TestCase("{ Limit: 1, Big: 5000000000, Share: 0.5, Name: 'a\"\\\\', Ids: [1, 2], XOrg: 'abc' }")]
    [TestCase("{ Limit: 2147483647, Ids: [] }")]
    public void Values_that_fit_every_constraint_are_sent(string options)
    {
        Assert.That(_client.Call("FindAsync", "ab", 1, s_tags, options), Is.Null);
        Assert.That(_client.Call("FindAsync", "abcd", 5, s_tags, options), Is.Null);
    }

    [TestCase("abcd", 1, "code", "code must be at most 3 characters long")]
    [TestCase("A", 1, "code", "code must match the pattern ^[a-z]+$")]
    [TestCase("", 1, "code", "code must match the pattern ^[a-z]+$")]
    [TestCase(null, 1, "code", "An id must not be empty")]
    [TestCase("abc", 0, "number", "number must be at least 1")]
    public void Path_parameter_is_checked(string? code, int number, string argument, string message) =>
        AssertRefused(_client.Call("GetAsync", code, number), argument, message);

    [Test]
    public void Path_that_fits_every_constraint_is_sent() => Assert.That(_client.Call("GetAsync", "abc", 1), Is.Null);

    private static void AssertRefused(ArgumentException? exception, string argument, string message)
    {
        Assert.That(exception, Is.TypeOf<ArgumentException>().With.Property("ParamName").EqualTo(argument).And.Message.StartsWith(message + "."));
        Assert.That(exception!.Message, Does.Not.Contain("abcd"));
    }
}
