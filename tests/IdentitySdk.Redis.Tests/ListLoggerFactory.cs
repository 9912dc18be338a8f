using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Redis;

/// <summary>Collects log events.</summary>
internal sealed class ListLoggerFactory : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(string Name, string Text)> _events = [];

    public IReadOnlyList<string> Events => [.. _events.Select(entry => entry.Name)];

    public IReadOnlyList<string> Texts => [.. _events.Select(entry => entry.Text)];

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _events.Enqueue((eventId.Name!, formatter(state, exception)));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
