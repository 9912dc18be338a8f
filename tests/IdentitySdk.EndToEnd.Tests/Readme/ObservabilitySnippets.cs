using System.Diagnostics;
using System.Reflection;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/observability.md, exported through the OpenTelemetry SDK; compared by <see cref="ReadmeTests"/>.</summary>
[NonParallelizable]
public sealed class ObservabilitySnippets
{
    [Test]
    public async Task OpenTelemetry_exports_calls_attempts_and_metrics()
    {
        List<Activity> spans = [];
        List<Metric> metrics = [];

        #region OpenTelemetry
        using var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(IdentityTelemetry.ActivitySourceName)
            .AddInMemoryExporter(spans)
            .Build();
        using var metering = Sdk.CreateMeterProviderBuilder()
            .AddMeter(IdentityTelemetry.MeterName)
            .AddInMemoryExporter(metrics)
            .Build();
        #endregion

        var clock = new JumpingClock();
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 3, TimeProvider = clock });
        using var client = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = emulator.BaseAddress, Credential = OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret), TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan,
        });
        await client.Users.GetAsync(emulator.SeededUserIds.First());
        emulator.Faults.Next(Fault.Status(503));
        await client.Users.ListAllAsync().CountAsync();
        metering.ForceFlush();

        var list = spans.Single(span => span.DisplayName == "GET /api/1/users");
        var attempts = spans.Where(span => span.ParentSpanId == list.SpanId).ToList();
        Assert.That(attempts.Select(span => (span.Kind, span.DisplayName)), Is.EqualTo([(ActivityKind.Client, "GET"), (ActivityKind.Client, "GET")]));
        Assert.That(attempts.Select(span => span.GetTagItem("http.response.status_code")), Is.EqualTo(new object[] { 503, 200 }));
        Assert.That(list.Events.Select(each => each.Name), Does.Contain("retry"));
        Assert.That(metrics.Select(metric => metric.Name), Is.SupersetOf(new[]
        {
            IdentityTelemetry.OperationDuration, IdentityTelemetry.AttemptDuration, IdentityTelemetry.Retries, IdentityTelemetry.RetryDelay,
            IdentityTelemetry.TokenRequests, IdentityTelemetry.Pages, IdentityTelemetry.RateLimitRemaining,
        }));
    }

    /// <summary>The documentation contains every name.</summary>
    [Test]
    public void Documentation_names_every_constant()
    {
        var text = File.ReadAllText(Repository.Path("docs", "observability.md"));

        Assert.That(
            typeof(IdentityTelemetry).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => !text.Contains($"`{field.GetRawConstantValue()}`")).Select(field => field.Name),
            Is.Empty);
    }
}
