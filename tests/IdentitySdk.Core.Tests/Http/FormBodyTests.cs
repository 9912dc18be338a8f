using System.Collections.ObjectModel;
using IdentitySdk.Core;
using IdentitySdk.Tests.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Form bodies of models.</summary>
internal sealed class FormBodyTests
{
    private static IEnumerable<TestCaseData> Forms()
    {
        yield return Case("nothing set", new Everything(), "");
        yield return Case(
            "text, number and boolean", new Everything { Id = "a b&c=d+é%", On = true, Count = -1 }, "id=a+b%26c%3Dd%2B%C3%A9%25&count=-1&on=true");
        yield return Case("a list is one field per item", new Everything { Names = ["x", "", "y"], Id = "1" }, "id=1&names=x&names=&names=y");
        yield return Case("an empty list", new Everything { Names = [] }, "");
        yield return Case("null", new Everything { Id = null, On = false }, "id=&on=false");
        yield return Case("every digit", new Everything { Price = 1234567.50m, Big = long.MaxValue }, "big=9223372036854775807&price=1234567.50");
        yield return Case("date-time", new Everything { At = new(2020, 1, 2, 3, 4, 5, TimeSpan.Zero) }, "at=2020-01-02T03%3A04%3A05.000Z");
        var withAdditionalData = new Everything { Status = Okta.UserStatus.Active, AdditionalData = { ["new field"] = 5 } };
        yield return Case("enum and additional data", withAdditionalData, "status=ACTIVE&new+field=5");
    }

    [TestCaseSource(nameof(Forms))]
    public async Task Form_has_a_field_for_each_property_that_is_set(ApiObject model, string expected)
    {
        using var content = new ApiRequest("POST", "/forms").Form(model).CreateContent()!;

        Assert.That(await content.ReadAsStringAsync(), Is.EqualTo(expected));
        Assert.That(content.Headers.ContentType!.MediaType, Is.EqualTo("application/x-www-form-urlencoded"));
    }

    private static IEnumerable<TestCaseData> InvalidForms()
    {
        yield return Case("an object", new Everything { Child = new() }, "child");
        yield return Case("a list in a list", new Everything { Rows = [[1]] }, "rows");
        yield return Case("a map", new Everything { Labels = ReadOnlyDictionary<string, string?>.Empty }, "labels");
        yield return Case("half a surrogate pair", new Everything { Id = "\ud800" }, "id");
        yield return Case("additional data", new Everything { AdditionalData = { ["x"] = new JObject() } }, "x");
    }

    [TestCaseSource(nameof(InvalidForms))]
    public void Value_that_a_form_cannot_contain_is_refused_with_its_member(ApiObject model, string member)
    {
        var exception = Assert.Throws<ArgumentException>(() => new ApiRequest("POST", "/forms").Form(model))!;

        Assert.That(exception.Message, Does.Contain($"'{member}'"));
        Assert.That(exception.ParamName, Is.EqualTo("model"));
    }

    private static TestCaseData Case(string name, ApiObject model, string expected) => new TestCaseData(model, expected).SetArgDisplayNames(name);

    [Test]
    public void Form_of_null_throws_ArgumentNullException() => Assert.Throws<ArgumentNullException>(() => new ApiRequest("POST", "/forms").Form(null!));

    [Test]
    public async Task Form_is_created_for_each_message()
    {
        var request = new ApiRequest("POST", "/forms").Form(new Everything { Id = "1" });
        request.CreateContent()!.Dispose();

        Assert.That(await request.CreateContent()!.ReadAsStringAsync(), Is.EqualTo("id=1"));
    }
}
