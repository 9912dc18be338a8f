using System.Net;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>The operations with <c>x-already-exists</c> throw AlreadyExistsException, and the documentation lists it.</summary>
internal sealed class AlreadyExistsTests
{
    private static IEnumerable<(Operation Operation, string Status)> Declared =>
        from operation in Specification.AllOperations
        from status in operation.Node["x-already-exists"] ?? new Newtonsoft.Json.Linq.JArray()
        select (operation, (string)status!);

    private static IEnumerable<TestCaseData> Cases => Declared.Select(each => new TestCaseData(each.Operation, each.Status));

    [TestCaseSource(nameof(Cases))]
    public async Task Taken_value_throws_AlreadyExistsException(object operation, string status)
    {
        var called = (Operation)operation;
        using var transport = new MockHttpMessageHandler();
        transport.When("*").Respond((HttpStatusCode)int.Parse(status), "application/json", Body(called.Specification.Vendor));
        using var sdk = new Sdk(called.Specification.Vendor, transport);

        await Assert.ThrowsAsync<AlreadyExistsException>(
            () => sdk.CallAsync(called, new Samples(called.Specification, all: false).Arguments(called, Sdk.Find(called)!)));
    }

    /// <summary>Logins and addresses are unique, and these operations set them. Agilicus reports a taken address only when a user is created.</summary>
    [Test]
    public void Operations_that_set_a_unique_value_are_declared_and_no_others() => Assert.That(
        Declared.Select(each => each.Operation.ToString()).Distinct(),
        Is.EquivalentTo(
            ["okta Users_Create", "okta Users_Update", "okta Users_Replace", "onelogin Users_Create", "onelogin Users_Update", "agilicus Users_Create"]));

    [Test]
    public void Conflict_of_Agilicus_is_always_a_taken_value() => Assert.That(
        Specification.AllOperations
            .Where(operation => operation.Specification.Vendor == "agilicus" && operation.Responses.Any(response => response.Name == "409")),
        Is.EqualTo(Declared.Where(each => each.Operation.Specification.Vendor == "agilicus").Select(each => each.Operation)));

    private static string Body(string vendor) => vendor switch
    {
        "okta" => """{"errorCode":"E0000001","errorSummary":"s","errorCauses":[{"errorSummary":"login: An object with this field already exists"}]}""",
        "onelogin" => """{"status":{"error":true,"type":"bad request","message":"Validation failed: Email must be unique"}}""",
        _ => """{"error_message":"The user exists"}""",
    };
}
