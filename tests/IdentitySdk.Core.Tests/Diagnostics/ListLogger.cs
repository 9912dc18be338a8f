using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests;

/// <summary>Records every log event; safe for concurrent use.</summary>
internal sealed class ListLogger : ILoggerFactory, ILogger
{
    private readonly List<LogEvent> _events = [];

    public IReadOnlyList<LogEvent> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
        lock (_events)
        {
            _events.Add(new LogEvent(eventId, logLevel, formatter(state, exception), values.ToDictionary(pair => pair.Key, pair => pair.Value), exception));
        }
    }

    public void Dispose()
    {
    }
}

internal sealed record LogEvent(EventId Id, LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Values, Exception? Exception);
