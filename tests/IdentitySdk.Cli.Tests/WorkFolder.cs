namespace IdentitySdk.Tests;

/// <summary>A temporary folder for the input and output files of a test.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("idsdk-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Writes a file of these lines.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, params string[] lines)
    {
        File.WriteAllLines(Path(name), lines);
        return Path(name);
    }

    /// <summary>Runs the tool against a tenant.</summary>
    public static Task<ToolResult> RunAsync(Tenant tenant, string vendor, params string[] args) => tenant.Tool().WithArgumentsAsync([.. args, "--vendor", vendor]);

    /// <summary>The lines of an export.</summary>
    public async Task<string[]> ExportAsync(Tenant tenant, string vendor, string name)
    {
        var result = await RunAsync(tenant, vendor, "export", Path(name));
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return await File.ReadAllLinesAsync(Path(name));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
