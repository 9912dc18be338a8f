using Microsoft.Extensions.Logging;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Logs the SDK's waits to stderr as notes: for a rate limit, or before a retry. Other log events are ignored.</summary>
internal sealed class WaitNotes(CliContext context) : ILoggerFactory, ILogger
{
    /// <summary>In seconds. Shorter waits, such as that for the first call of a bucket, are not worth a note.</summary>
    private const double MinWait = 3;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Providers cannot be added.");

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "Retrying" || (eventId.Name == "WaitingForRateLimit" && Seconds(state) >= MinWait))
        {
            context.Note(formatter(state, exception));
        }
    }

    private static double Seconds<TState>(TState state) =>
        (state as IEnumerable<KeyValuePair<string, object?>> ?? []).FirstOrDefault(static value => value.Key == "Seconds").Value as double? ?? 0;

    public void Dispose()
    {
    }
}
