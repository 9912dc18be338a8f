using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

public sealed class GetTests
{
    [TestCase("okta", "00uATVECg0EwS8k9Q5d7", "ada.hamilton.1@example.com,Ada Hamilton,ACTIVE")]
    [TestCase("onelogin", "60000010", "ada.hamilton.1,Ada Hamilton,active")]
    [TestCase("agilicus", "9q8fXG7ECAH5RXXVwTgu5S", "e000000001.ada.hamilton@example.com,Ada Hamilton,active")]
    public async Task Get_reads_one_user_by_id(string vendor, string id, string expected)
    {
        var result = await Tool.RunAsync("users", "get", id, "--vendor", vendor, "--emulator", "--format", "csv");

        result.AssertSucceeded();
        Assert.That(result.Out, Is.EqualTo($"vendor,id,login,name,status\r\n{vendor},{id},{expected}\r\n"));
    }

    [Test]
    public async Task Get_as_json_writes_one_object()
    {
        var result = await Tool.RunAsync("users", "get", "60000010", "--vendor", "onelogin", "--emulator", "--format", "json");

        Assert.That(JObject.Parse(result.Out)["email"]!.ToString(), Is.EqualTo("ada.hamilton.1@example.com"));
    }

    [TestCase("okta", "00unobody", "Okta GET /api/v1/users/{userId}: not found, HTTP 404, code E0000007")]
    [TestCase("onelogin", "5", "OneLogin GET /api/1/users/{user_id}: not found, HTTP 404")]
    [TestCase("agilicus", "nobody", "Agilicus GET /users/{user_id}: not found, HTTP 404")]
    public async Task Missing_user_has_its_own_exit_code(string vendor, string id, string line)
    {
        var result = await Tool.RunAsync("users", "get", id, "--vendor", vendor, "--emulator", "--format", "json");

        Assert.That(result.ExitCode, Is.EqualTo(4));
        Assert.That(result.Out, Is.Empty);
        Assert.That(result.Error, Does.StartWith($"idsdk: {line}"));
    }

    [TestCase("onelogin", "ada", "The id of a OneLogin user is a whole number.")]
    [TestCase("okta", "..", "id: An id must not be a relative path segment.")]
    [TestCase("agilicus", "", "id: An id must not be empty.")]
    public async Task Invalid_id_is_invalid_usage(string vendor, string id, string line)
    {
        var result = await Tool.RunAsync("users", "get", id, "--vendor", vendor, "--emulator");

        result.AssertFailed(2, line);
    }
}
