using System.Globalization;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Output;

/// <summary>Shows count, rate and the remaining rate limit on a terminal; writes nothing without one.</summary>
/// <param name="context">The environment of the command.</param>
/// <param name="noun">The noun for the counted items.</param>
/// <param name="limits">Gets the current rate limits; null to show none.</param>
internal sealed class Progress(CliContext context, string noun, Func<IEnumerable<RateLimit>>? limits = null) : IDisposable
{
    private const int RecordsBetweenUpdates = 64;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);
    private readonly IConsole _console = context.Console;
    private readonly TimeProvider _clock = context.TimeProvider;
    private readonly long _start = context.TimeProvider.GetTimestamp();
    private TimeSpan _shown;
    private long _count;
    private int _width;

    private bool IsShown => _console.IsErrorTerminal && !context.Trace.IsQuiet;

    // On a terminal that also shows the records, a line that rewrites itself would overlap them.
    private bool IsLive => IsShown && !_console.IsOutTerminal;

    public void Add(int count = 1)
    {
        var batch = _count / RecordsBetweenUpdates;
        _count += count;
        if (batch == _count / RecordsBetweenUpdates || !IsLive)
        {
            return;
        }

        var elapsed = _clock.GetElapsedTime(_start);
        if (elapsed - _shown >= s_interval)
        {
            _shown = elapsed;
            _console.Error.Write($"\r{Padded(Text(elapsed) + Budget())}");
        }
    }

    public void End()
    {
        if (IsShown)
        {
            var line = Padded(Text(_clock.GetElapsedTime(_start)) + Budget());
            _console.Error.WriteLine($"{(IsLive ? "\r" : "")}{line}");
            _width = 0;
        }
    }

    /// <summary>Ends the progress line of an incomplete list, so that an error message starts on a new line.</summary>
    public void Dispose()
    {
        if (_width > 0)
        {
            _width = 0;
            _console.Error.WriteLine();
        }
    }

    /// <summary>Pads the line, so that it overwrites a longer line before it.</summary>
    private string Padded(string line)
    {
        var padded = line.PadRight(IsLive ? _width : 0);
        _width = line.Length;
        return padded;
    }

    private string Text(TimeSpan elapsed)
    {
        var rate = _count / Math.Max(elapsed.TotalSeconds, 0.001);
        return string.Create(CultureInfo.InvariantCulture, $"{_count:N0} {noun} in {elapsed.TotalSeconds:N1} s, {rate:N0} a second");
    }

    /// <summary>The rate limit with the smallest remaining share.</summary>
    private string Budget() =>
        limits?.Invoke().Where(static limit => limit.Limit > 0).OrderBy(static limit => (double)limit.Remaining / limit.Limit).Take(1).ToList() is [var least]
        ? string.Create(CultureInfo.InvariantCulture, $", {least.Remaining:N0} of {least.Limit:N0} requests left")
        : "";
}
