using Microsoft.Extensions.Logging;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Says on stderr when the SDK waits: for a rate limit, or before it sends a request again. Its other log events are left out.</summary>
internal sealed class WaitNotes(CliContext context) : ILoggerFactory, ILogger
{
    /// <summary>A shorter wait is over before it is read, as that for the first call of a bucket.</summary>
    private const double ShortestWait = 3;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is one place for notes.");

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "Retrying" || (eventId.Name == "WaitingForRateLimit" && Seconds(state) >= ShortestWait))
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
