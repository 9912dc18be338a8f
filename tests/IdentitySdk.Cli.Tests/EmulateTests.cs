using System.Text.Json;

namespace IdentitySdk.Tests;

public sealed class EmulateTests
{
    [Test]
    public async Task Emulators_print_their_variables_and_run_until_cancelled()
    {
        using var cancelling = new CancellationTokenSource();
        using var folder = new TemporaryFile();
        var output = new PrintedWriter();

        var running = new Tool { Out = output }.WithArgumentsAsync(["emulate", "--users", "3", "--record", folder.Path], cancelling.Token);
        await output.Printed.Task;
        var variables = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        foreach (var vendor in new[] { "onelogin", "okta", "agilicus" })
        {
            var tool = new Tool();
            variables.ToList().ForEach(variable => tool.Variables.Add(variable.Key, variable.Value));
            var list = await tool.WithArgumentsAsync(["users", "list", "--vendor", vendor, "--format", "jsonl"]);
            Assert.That(list.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3), list.Error);
        }

        await cancelling.CancelAsync();
        var result = await running;

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Error, Does.Contain("Ctrl-C stops"));
        var lines = (await File.ReadAllLinesAsync(folder.Path)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var operations = lines.Select(line => line.GetProperty("operation").GetString()).OfType<string>().ToList();
        Assert.That(operations, Is.EqualTo(new[] { "Users_List", "Users_List", "Users_List" }));
        var recorded = await File.ReadAllTextAsync(folder.Path);
        Assert.That(recorded, Does.Not.Contain(variables["OKTA_API_TOKEN"]).And.Not.Contain(variables["ONELOGIN_CLIENT_SECRET"]));
    }

    [TestCase("emulate --vendor unknown", "--vendor must be one of")]
    [TestCase("emulate --port 65535", "--port must be low enough for 3 ports")]
    [TestCase("emulate --address everywhere", "--address must be an IP address.")]
    [TestCase("emulate --record /no/such/folder/file", "--record:")]
    public async Task Invalid_usage_is_reported_in_one_sentence(string args, string message)
    {
        var result = await Tool.RunAsync(args.Split(' '));

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith($"idsdk: {message}"));
    }

    /// <summary>Signals when the addresses have been printed.</summary>
    private sealed class PrintedWriter : StringWriter
    {
        public TaskCompletionSource Printed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Printed.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private sealed class TemporaryFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
