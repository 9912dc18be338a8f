using Microsoft.Extensions.Logging;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Says on stderr when the SDK waits: for a rate limit, or before it sends a request again. All else that it logs is told in other ways.</summary>
internal sealed class WaitNotes(CliContext context) : ILoggerFactory, ILogger
{
    private static readonly string[] s_waits = ["Retrying", "WaitingForRateLimit"];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is one place for notes.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (s_waits.Contains(eventId.Name))
        {
            context.Note(formatter(state, exception));
        }
    }

    public void Dispose()
    {
    }
}
