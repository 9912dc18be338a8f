using System.Collections.ObjectModel;
using IdentitySdk.Core;
using IdentitySdk.Tests.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Models as forms.</summary>
internal sealed class FormBodyTests
{
    private static IEnumerable<TestCaseData> Forms()
    {
        yield return new TestCaseData(new Everything(), "").SetArgDisplayNames("nothing set");
        yield return new TestCaseData(new Everything { Id = "a b&c=d+é%", On = true, Count = -1 }, "id=a+b%26c%3Dd%2B%C3%A9%25&count=-1&on=true").SetArgDisplayNames("text, number and boolean");
        yield return new TestCaseData(new Everything { Names = ["x", "", "y"], Id = "1" }, "id=1&names=x&names=&names=y").SetArgDisplayNames("a list is one field an item");
        yield return new TestCaseData(new Everything { Names = [] }, "").SetArgDisplayNames("an empty list");
        yield return new TestCaseData(new Everything { Id = null, On = false }, "id=&on=false").SetArgDisplayNames("null");
        yield return new TestCaseData(new Everything { Price = 1234567.50m, Big = long.MaxValue }, "big=9223372036854775807&price=1234567.50").SetArgDisplayNames("every digit");
        yield return new TestCaseData(new Everything { At = new(2020, 1, 2, 3, 4, 5, TimeSpan.Zero) }, "at=2020-01-02T03%3A04%3A05.000Z").SetArgDisplayNames("date-time");
        yield return new TestCaseData(new Everything { Status = Okta.UserStatus.Active, AdditionalData = { ["new field"] = 5 } }, "status=ACTIVE&new+field=5").SetArgDisplayNames("enum and additional data");
    }

    [TestCaseSource(nameof(Forms))]
    public async Task A_property_that_is_set_is_a_field(ApiObject model, string expected)
    {
        using var content = new ApiRequest("POST", "/forms").Form(model).CreateContent!();

        Assert.That(await content.ReadAsStringAsync(), Is.EqualTo(expected));
        Assert.That(content.Headers.ContentType!.MediaType, Is.EqualTo("application/x-www-form-urlencoded"));
    }

    private static IEnumerable<TestCaseData> NoForms()
    {
        yield return new TestCaseData(new Everything { Child = new() }, "child").SetArgDisplayNames("an object");
        yield return new TestCaseData(new Everything { Rows = [[1]] }, "rows").SetArgDisplayNames("a list in a list");
        yield return new TestCaseData(new Everything { Labels = ReadOnlyDictionary<string, string?>.Empty }, "labels").SetArgDisplayNames("a map");
        yield return new TestCaseData(new Everything { Id = "\ud800" }, "id").SetArgDisplayNames("half of a surrogate pair");
        yield return new TestCaseData(new Everything { AdditionalData = { ["x"] = new JObject() } }, "x").SetArgDisplayNames("additional data");
    }

    [TestCaseSource(nameof(NoForms))]
    public void What_a_form_cannot_carry_is_refused_by_name(ApiObject model, string member)
    {
        var fault = Assert.Throws<ArgumentException>(() => new ApiRequest("POST", "/forms").Form(model))!;

        Assert.That(fault.Message, Does.Contain($"'{member}'"));
        Assert.That(fault.ParamName, Is.EqualTo("model"));
    }

    [Test]
    public void A_form_is_not_null() => Assert.Throws<ArgumentNullException>(() => new ApiRequest("POST", "/forms").Form(null!));

    [Test]
    public async Task A_form_is_made_anew_for_each_message()
    {
        var request = new ApiRequest("POST", "/forms").Form(new Everything { Id = "1" });
        request.CreateContent!().Dispose();

        Assert.That(await request.CreateContent!().ReadAsStringAsync(), Is.EqualTo("id=1"));
    }
}
