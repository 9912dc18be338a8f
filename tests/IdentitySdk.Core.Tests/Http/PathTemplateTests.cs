using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Path templates of callers: which are valid, and which operation they call.</summary>
public sealed class PathTemplateTests
{
    [TestCase("/a-z.A_Z~0/!$&'()*+,;=:@9")]
    [TestCase("/")]
    [TestCase("/a/")]
    public void Path_characters_are_not_escaped(string template) => Assert.That(PathTemplate.Fill("GET", template, []).Target(), Is.EqualTo(template));

    [TestCase("id")]
    [TestCase("aA_zZ.0-9")]
    public void Name_may_contain_letters_digits_and_three_signs(string name) =>
        Assert.That(PathTemplate.Fill("GET", $"/x/{{{name}}}", [new(name, "a b")]).Target(), Is.EqualTo("/x/a%20b"));

    [TestCase("", "begin with a slash")]
    [TestCase("things", "begin with a slash")]
    [TestCase("/{", "unmatched brace")]
    [TestCase("/{}", "unmatched brace")]
    [TestCase("/{a b}", "unmatched brace")]
    [TestCase("/{a?}", "unmatched brace")]
    [TestCase("/a}", "U+007D")]
    [TestCase("/a b", "U+0020")]
    [TestCase("/a[b", "U+005B")]
    [TestCase("/a`b", "U+0060")]
    [TestCase("/a/../b", "empty, '.' or '..'")]
    [TestCase("/a//b", "empty, '.' or '..'")]
    public void Invalid_template_is_refused_with_the_reason(string template, string expected) => Assert.That(
        () => PathTemplate.Fill("GET", template, []), Throws.ArgumentException.With.Property("ParamName").EqualTo("template").And.Message.Contains(expected));

    [Test]
    public void Value_without_a_name_in_the_template_is_refused() => Assert.That(
        () => PathTemplate.Fill("GET", "/{a}", [new("a", "1"), new("b", "2")]),
        Throws.ArgumentException.With.Property("ParamName").EqualTo("Path").And.Message.Contains("{b}"));

    [TestCase("DELETE", "/api/users/7", true)]
    [TestCase("DELETE", "/API/Users/x/", true)]
    [TestCase("GET", "/api/users/7", false)]
    [TestCase("DELETE", "/api/users", false)]
    [TestCase("DELETE", "/api/users/7/roles", false)]
    [TestCase("DELETE", "/api/groups/7", false)]
    public void Call_of_an_operation_is_recognized_by_verb_and_segments(string method, string path, bool isCall) =>
        Assert.That(PathTemplate.IsCallOf(PathTemplate.Fill(method, path, []), "DELETE /api/users/{id}"), Is.EqualTo(isCall));
}
