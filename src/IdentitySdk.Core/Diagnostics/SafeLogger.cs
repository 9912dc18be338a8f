using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>The host's logger; its exceptions are ignored, so that no call fails because of its log.</summary>
internal sealed class SafeLogger(ILogger logger) : ILogger
{
    IDisposable? ILogger.BeginScope<TState>(TState state)
    {
        try
        {
            return logger.BeginScope(state);
        }
        catch (Exception)
        {
            return null;
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is no other place to report it.
        }
    }
}
