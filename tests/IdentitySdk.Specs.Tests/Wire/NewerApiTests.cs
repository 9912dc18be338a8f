using IdentitySdk.OneLogin;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Values that only OneLogin's newer API accepts throw before a request is sent, unless the options select that API.</summary>
internal sealed class NewerApiTests
{
    private static readonly string[] s_password = ["password", "password_confirmation", "password_algorithm", "salt"];
    private static readonly string[] s_unknown = ["comment", "custom_attributes", "manager_user_id", "preferred_locale_code"];

    private static IEnumerable<Operation> OneLogin => Specification.AllOperations.Where(operation => operation.Specification.Vendor == "onelogin");

    private static IEnumerable<object[]> Parameters =>
        from operation in OneLogin
        from parameter in operation.Query
        where parameter["x-newer-api"] is not null
        select new object[] { operation, (string)parameter["name"]! };

    private static IEnumerable<object[]> Members => OneLogin.SelectMany(operation => BodyMembers(operation).Select(name => new object[] { operation, name }));

    [Test]
    public void Marked_values_are_those_of_the_evidence()
    {
        Assert.That(Parameters.Select(static value => $"{((Operation)value[0]).Id} {value[1]}"), Is.EquivalentTo(
            from expected in new Dictionary<string, string[]>
            {
                ["Users_List"] = ["cursor", "page", "app_id", "role_ids", "member_of"],
                ["Users_Create"] = ["mappings", "validate_policy"],
                ["Users_Update"] = ["mappings", "validate_policy"],
            }
            from name in expected.Value
            select $"{expected.Key} {name}"));
        Assert.That(Members.Select(static value => $"{((Operation)value[0]).Id} {value[1]}"), Is.EquivalentTo(
            s_password.Concat(s_unknown).Append("role_ids").SelectMany(static name => new[] { $"Users_Create {name}", $"Users_Update {name}" })
                .Append("Users_Create trusted_idp_id")));
    }

    [TestCaseSource(nameof(Parameters))]
    public async Task Parameter_throws_on_version_1_and_is_sent_to_the_newer_API(Operation operation, string name)
    {
        var method = Sdk.Find(operation)!;
        var arguments = new Samples(operation.Specification, all: false).Arguments(operation, method);
        var all = new Samples(operation.Specification, all: true).Arguments(operation, method);
        var position = Array.FindIndex(method.GetParameters(), parameter => parameter.Name == "options");
        var property = Samples.Property(method.GetParameters()[position].ParameterType, name);
        arguments[position] = Activator.CreateInstance(property.DeclaringType!);
        property.SetValue(arguments[position], property.GetValue(all[position]));

        await AssertNeedsNewerAsync(operation, arguments, "options", property.Name, sent => sent.Query.Any(pair => pair.Key == name));
    }

    [TestCaseSource(nameof(Members))]
    public async Task Member_throws_on_version_1_and_is_sent_to_the_newer_API(Operation operation, string name)
    {
        var method = Sdk.Find(operation)!;
        var arguments = new Samples(operation.Specification, all: false).Arguments(operation, method);
        var position = Array.FindIndex(method.GetParameters(), parameter => parameter.Name == "body");
        var property = Samples.Property(method.GetParameters()[position].ParameterType, name);
        foreach (var isMapped in new[] { true, false })
        {
            var body = (ApiObject)(arguments[position] = Activator.CreateInstance(property.DeclaringType!)!);
            if (isMapped)
            {
                property.SetValue(body, null);
            }
            else
            {
                body.AdditionalData[name] = 1;
            }

            await AssertNeedsNewerAsync(operation, arguments, "body", $"{property.DeclaringType!.Name}.{property.Name}", sent => sent.Json![name] is not null);
        }
    }

    [Test]
    public void ListAll_with_a_newer_parameter_throws_when_it_is_called()
    {
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions { BaseAddress = new("https://example.onelogin.com"), Credential = OneLoginCredential.AccessToken("token") });

        Assert.That(() => oneLogin.Users.ListAllAsync(new ListUsersOptions { Page = 1 }), Throws.ArgumentException.With.Property("ParamName").EqualTo("options"));
    }

    [Test]
    public void Api_is_version_1_by_default_and_rejects_other_values()
    {
        Assert.That(new OneLoginClientOptions().Api, Is.EqualTo(OneLoginApi.V1));
        Assert.That(() => new OneLoginClientOptions { Api = (OneLoginApi)2 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static IEnumerable<string> BodyMembers(Operation operation) => operation.BodySchema is not { } schema ? [] :
        ((JObject)operation.Specification.Resolve(schema)["properties"]!).Properties()
            .Where(static member => member.Value["x-newer-api"] is not null).Select(static member => member.Name);

    private static async Task AssertNeedsNewerAsync(Operation operation, object?[] arguments, string argument, string name, Func<SentRequest, bool> isSent)
    {
        SentRequest? sent = null;
        var exception = (await Assert.CatchAsync<ArgumentException>(async () => sent = await SentRequest.OfAsync(operation, arguments, static options => ((OneLoginClientOptions)options).Api = OneLoginApi.V1)))!;

        Assert.That(sent, Is.Null);
        Assert.That(exception.ParamName, Is.EqualTo(argument));
        Assert.That(exception.Message, Does.StartWith(name + " is not part of version 1").And.Contain("OneLoginClientOptions.Api"));
        Assert.That(isSent((await SentRequest.OfAsync(operation, arguments))!), Is.True);
    }
}
