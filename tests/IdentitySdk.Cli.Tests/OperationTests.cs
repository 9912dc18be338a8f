using System.Text.Json.Nodes;
using IdentitySdk.Cli.Calls;
using IdentitySdk.Testing.Tests.Scenarios;

namespace IdentitySdk.Tests;

/// <summary>Every operation of every vendor, from the command line to an emulator.</summary>
public sealed class OperationTests
{
    private static readonly string[] s_vendors = ["Okta", "OneLogin", "Agilicus"];

    public static IEnumerable<TestCaseData> Operations => s_vendors.SelectMany(vendor =>
        OperationTable.Load(vendor).Operations.Select(operation => new TestCaseData(vendor, operation.Id).SetArgDisplayNames(vendor, operation.Id)));

    public static IEnumerable<TestCaseData> Changes =>
        Operations.Where(data => !OperationTable.Load((string)data.Arguments[0]!).Get((string)data.Arguments[1]!).IsRead);

    [Test]
    public void Every_documented_operation_is_a_command() => Assert.That(Operations.Count(), Is.EqualTo(113));

    [TestCaseSource(nameof(Operations))]
    public async Task Operation_sends_its_arguments_and_writes_the_response(string vendor, string id)
    {
        using var scenario = Scenario.Create(vendor);
        using var direct = Scenario.Create(vendor);
        var call = scenario.Call(id);
        var sent = new List<(string Method, string Path, string[] Query, string? Body)>();
        var tool = ScenarioTool(scenario, sent);

        var result = await tool.WithArgumentsAsync([.. Arguments(vendor, id, call), .. call.Method == "GET" ? (string[])[] : ["--yes"], "--format", "json"]);

        Assert.That(result.ErrorBesideNotes, Is.Empty);
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(sent, Has.Count.EqualTo(1));
        var (path, all) = Split(call.Path);
        var cursor = OperationTable.Load(vendor).Get(id).Paging?.Cursor + "=";
        var query = all.Where(pair => !pair.StartsWith(cursor, StringComparison.Ordinal)).Select(pair => pair.Replace("15:49:51.230+02:00", "13:49:51.230Z"));
        Assert.That((sent[0].Method, sent[0].Path), Is.EqualTo((call.Method, path)));
        Assert.That(sent[0].Query, Is.SupersetOf(query));
        Assert.That(JsonNode.DeepEquals(Node(sent[0].Body), Node(call.Body)), Is.True, $"{sent[0].Body} instead of {call.Body}");
        var response = await direct.SendAsync(direct.Call(id));
        Assert.That(result.Out.Length, response.Json is null ? Is.Zero : Is.Not.Zero, result.Out);
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Operation_has_help_with_examples(string vendor, string id)
    {
        var operation = OperationTable.Load(vendor).Get(id);

        var result = await Tool.RunAsync(vendor.ToLowerInvariant(), CommandName.Of(operation.Client), operation.Name, "--help");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Out, Does.Contain(operation.Summary).And.Contains("Examples:\n  idsdk ").And.Contains($"{operation.Method} {operation.Template}"));
        Assert.That(result.Out, operation.RetryWarning is { } warning ? Does.Contain(warning) : Does.Not.Contain("Warning:"));
        Assert.That(operation.Parameters.Where(parameter => parameter.Name != operation.Paging?.Cursor).Select(parameter => parameter.OptionName),
            Has.All.Matches<string>(option => result.Out.Contains(option!, StringComparison.Ordinal)));
    }

    [TestCaseSource(nameof(Changes))]
    public async Task Changing_operation_requires_confirmation_and_supports_dry_run(string vendor, string id)
    {
        using var scenario = Scenario.Create(vendor);
        var call = scenario.Call(id);
        var sent = new List<(string, string, string[], string?)>();
        var arguments = Arguments(vendor, id, call);

        var dry = await ScenarioTool(scenario, sent).WithArgumentsAsync([.. arguments, "--dry-run"]);
        var unconfirmed = await ScenarioTool(scenario, sent).WithArgumentsAsync([.. arguments]);

        Assert.That(dry.ExitCode, Is.Zero);
        Assert.That(dry.Error, Does.StartWith("idsdk: dry run: ").And.EndsWith("Nothing was changed.\n"));
        Assert.That(unconfirmed.ExitCode, Is.EqualTo(5));
        Assert.That(sent, Is.Empty);
    }

    private static JsonNode? Node(string? text) => string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text);

    /// <summary>The command line for a request.</summary>
    private static IReadOnlyList<string> Arguments(string vendor, string id, EmulatorCall call)
    {
        var operation = OperationTable.Load(vendor).Get(id);
        var (path, query) = Split(call.Path);
        var ids = operation.Template.Split('/').Zip(path.Split('/')).Where(pair => pair.First.StartsWith('{'))
            .Select(pair => Uri.UnescapeDataString(pair.Second));
        var options = query.Select(pair => pair.Split('=', 2)).Where(pair => pair[0] != operation.Paging?.Cursor)
            .SelectMany(pair => new[] { operation.Parameters.Single(parameter => parameter.Name == pair[0]).OptionName, pair[1] });
        return [vendor.ToLowerInvariant(), CommandName.Of(operation.Client), operation.Name, .. ids, .. options, .. call.Body is null ? (string[])[]
            : ["--body", call.Body]];
    }

    private static (string Path, string[] Query) Split(string path) =>
        path.Split('?', 2) is [var only] ? (only, []) : (path.Split('?')[0], Query(path.Split('?', 2)[1]));

    private static string[] Query(string query) => [.. query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    private static Tool ScenarioTool(Scenario scenario, List<(string Method, string Path, string[] Query, string? Body)> sent)
    {
        var tool = new Tool { Transport = () => new Recorder(scenario.Emulator.CreateHandler(), sent) };
        var (prefix, name, value) = scenario switch
        {
            OktaScenario okta => ("OKTA", "OKTA_API_TOKEN", okta.Okta.ApiToken),
            OneLoginScenario oneLogin => ("ONELOGIN", "ONELOGIN_ACCESS_TOKEN", oneLogin.OneLogin.IssueAccessToken()),
            AgilicusScenario agilicus => ("AGILICUS", "AGILICUS_ACCESS_TOKEN", agilicus.Agilicus.AccessToken),
            _ => throw new ArgumentOutOfRangeException(nameof(scenario)),
        };
        tool.Variables.Add($"{prefix}_BASE_URL", $"{scenario.Emulator.BaseAddress}");
        tool.Variables.Add(name, value);
        return tool;
    }

    private sealed class Recorder(HttpMessageHandler inner, List<(string, string, string[], string?)> sent) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            sent.Add((request.Method.Method, request.RequestUri!.AbsolutePath, Query(request.RequestUri.Query), body));
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
