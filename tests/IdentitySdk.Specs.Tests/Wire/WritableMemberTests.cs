using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>A request has only writable members, from whatever object its body was created.</summary>
internal sealed class WritableMemberTests
{
    private static IEnumerable<Operation> Bodies => Specification.AllOperations.Where(operation => operation.BodySchema is not null);

    private static IEnumerable<Operation> Updates => Specification.AllOperations.Where(operation => operation.IsPartialUpdate);

    [TestCaseSource(nameof(Bodies))]
    public async Task Body_of_a_read_object_has_no_read_only_member(Operation operation)
    {
        var read = SampleJson.Of(operation.Specification, operation.BodySchema!, "body");
        var sent = await SendAsync(operation, type => read.ToObject(type)!);

        var expected = (string?)operation.Node["x-read-only"] == "sent" ? read : Writable(operation.Specification, operation.BodySchema!, read);
        Assert.That(Sorted(sent), Is.EqualTo(Sorted(expected)));
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task Body_created_from_the_JSON_of_a_result_has_no_read_only_member(Operation operation)
    {
        if (Result(operation) is not { } result)
        {
            return;
        }

        var read = (JObject)SampleJson.Of(operation.Specification, result, "result");
        read.Merge(SampleJson.Of(operation.Specification, operation.BodySchema!, "body"), new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Replace });
        read["later"] = 1;
        var sent = (JObject)(await SendAsync(operation, type => read.ToObject(type)!))!;

        var own = (JObject)operation.Specification.Resolve(operation.BodySchema!)["properties"]!;
        var serverSet = ((JObject)operation.Specification.Resolve(result)["properties"]!).Properties()
            .Where(member => own[member.Name] is null && ((bool?)member.Value["readOnly"] ?? false)).Select(member => member.Name).ToList();
        Assert.That(sent.Properties().Select(member => member.Name).Intersect(serverSet), Is.Empty);
        Assert.That((int?)sent["later"], Is.EqualTo(1), "what no specification knows is the caller's");
        if (operation.Id is "Users_Update" or "Users_Create" && operation.Specification.Vendor != "agilicus")
        {
            Assert.That(serverSet, Does.Contain("id").And.Count.GreaterThan(5));
        }
    }

    [Test]
    public void Only_replacements_and_actions_of_Agilicus_send_read_only_members()
    {
        var marked = Specification.AllOperations.Where(operation => operation.Node["x-read-only"] is not null).ToList();

        Assert.That(marked.Select(operation => operation.Specification.Vendor), Is.All.EqualTo("agilicus"));
        Assert.That(
            marked.Select(operation => operation.Id),
            Is.EquivalentTo(Specification.AllOperations.Where(operation => operation is { Method: "PUT", Id: not "UserRoles_Replace" } && operation.Specification.Vendor == "agilicus")
                .Select(operation => operation.Id).Append("UserRequests_ApplyAction")));
    }

    [TestCaseSource(nameof(Updates))]
    public async Task Update_from_a_read_user_has_no_read_only_unknown_or_newer_member(Operation operation)
    {
        var read = SampleJson.Of(operation.Specification, operation.Specification.Find("#/components/schemas/User")!, "user");
        read["unknown"] = 1;
        var sent = (JObject)(await SendAsync(operation, type => From(type, read), V1))!;

        var members = (JObject)operation.Specification.Resolve(operation.BodySchema!)["properties"]!;
        Assert.That(sent.Properties().Select(member => member.Name), Is.EquivalentTo(members.Properties()
            .Where(member => member.Value["x-newer-api"] is null && read[member.Name] is not null).Select(member => member.Name)));
        Assert.That(Sorted(sent), Is.EqualTo(Sorted(Writable(operation.Specification, operation.BodySchema!, sent))), "nested ones too");
    }

    [TestCaseSource(nameof(Updates))]
    public async Task Update_of_a_changed_user_sends_the_change_only(Operation operation)
    {
        var read = SampleJson.Of(operation.Specification, operation.Specification.Find("#/components/schemas/User")!, "user");
        var later = (JObject)read.DeepClone();
        var (changed, change) = operation.Specification.Vendor == "okta" ? ((JObject)later["profile"]!, "\"profile\":{\"title\":null}") : (later, "\"title\":null");
        changed["title"] = JValue.CreateNull();
        foreach (var member in later.Properties().Where(member => member.Name != "id" && IsReadOnly(operation.Specification, member.Name)).ToList())
        {
            member.Value = JValue.CreateNull();
        }

        later["unknown"] = 2;
        var sent = await SendAsync(operation, type => Difference(type, read, later), V1);

        Assert.That(sent!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("{" + change + "}"));
    }

    [TestCaseSource(nameof(Updates))]
    public void Update_without_a_value_throws(Operation operation)
    {
        var read = SampleJson.Of(operation.Specification, operation.Specification.Find("#/components/schemas/User")!, "user");

        foreach (var create in new Func<Type, object>[] { type => Activator.CreateInstance(type)!, type => Difference(type, read, read) })
        {
            Assert.That(
                async () => await SendAsync(operation, create),
                Throws.ArgumentException.With.Property("ParamName").EqualTo("body").And.Message.Contains("UpdateUserRequest"));
        }
    }

    /// <summary>The object that an operation returns; null without one.</summary>
    private static JToken? Result(Operation operation)
    {
        var schema = operation.Unwrap is null ? operation.ResultSchema : operation.Specification.Find($"#/components/schemas/{operation.Unwrap}");
        return schema is not null && operation.Specification.Resolve(schema)["properties"] is JObject ? schema : null;
    }

    private static void V1(IdentityClientOptions options)
    {
        if (options is OneLogin.OneLoginClientOptions oneLogin)
        {
            oneLogin.Api = OneLogin.OneLoginApi.V1;
        }
    }

    private static object From(Type update, JToken user) => update == typeof(Okta.UpdateUserRequest)
        ? Okta.UpdateUserRequest.From(user.ToObject<Okta.User>()!)
        : OneLogin.UpdateUserRequest.From(user.ToObject<OneLogin.User>()!);

    private static object Difference(Type update, JToken before, JToken after) => update == typeof(Okta.UpdateUserRequest)
        ? before.ToObject<Okta.User>()!.DiffTo(after.ToObject<Okta.User>()!)
        : before.ToObject<OneLogin.User>()!.DiffTo(after.ToObject<OneLogin.User>()!);

    private static bool IsReadOnly(Specification specification, string member) =>
        (bool?)specification.Find("#/components/schemas/User")!["properties"]![member]?["readOnly"] ?? false;

    private static async Task<JToken?> SendAsync(Operation operation, Func<Type, object> createBody, Action<IdentityClientOptions>? configure = null)
    {
        var method = Sdk.Find(operation)!;
        var arguments = new Samples(operation.Specification, all: false).Arguments(operation, method);
        Samples.SetBody(arguments, method, createBody);
        return (await SentRequest.OfAsync(operation, arguments, configure))!.Json;
    }

    /// <summary>Removes the members that the specification calls read-only, at any depth.</summary>
    private static JToken Writable(Specification specification, JToken reference, JToken value)
    {
        var schema = specification.Resolve(reference);
        return value switch
        {
            JArray items when schema["items"] is { } item => new JArray(items.Select(one => Writable(specification, item, one))),
            JObject members when schema["properties"] is JObject properties => new JObject(
                from member in members.Properties()
                let property = properties[member.Name]
                where property is null || !((bool?)property["readOnly"] ?? false)
                select new JProperty(member.Name, property is null ? member.Value : Writable(specification, property, member.Value))),
            _ => value,
        };
    }

    private static string Sorted(JToken? value) => value switch
    {
        JObject members => "{" + string.Join(",\n", members.Properties().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}: {Sorted(member.Value)}")) + "}",
        JArray items => "[" + string.Join(",\n", items.Select(Sorted)) + "]",
        null => "nothing",
        _ => value.ToString(Newtonsoft.Json.Formatting.None),
    };
}
