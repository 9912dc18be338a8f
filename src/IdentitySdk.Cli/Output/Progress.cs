using System.Globalization;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Output;

/// <summary>Shows count and rate on a terminal; silent without one.</summary>
internal sealed class Progress(IConsole console, TimeProvider clock) : IDisposable
{
    private const int UsersBetweenUpdates = 64;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _shown;
    private long _count;
    private bool _isLineOpen;

    // On a terminal that also shows the users, a line that rewrites itself would overlap theirs.
    private bool IsLive => console.IsErrorTerminal && !console.IsOutTerminal;

    public void Add()
    {
        _count++;
        if (_count % UsersBetweenUpdates != 0 || !IsLive)
        {
            return;
        }

        var elapsed = clock.GetElapsedTime(_start);
        if (elapsed - _shown >= s_interval)
        {
            _shown = elapsed;
            _isLineOpen = true;
            console.Error.Write($"\r{Text(elapsed)}");
        }
    }

    public void End()
    {
        if (console.IsErrorTerminal)
        {
            _isLineOpen = false;
            console.Error.WriteLine($"{(IsLive ? "\r" : "")}{Text(clock.GetElapsedTime(_start))}");
        }
    }

    /// <summary>Ends the progress line of an incomplete list, so that the error message starts a new line.</summary>
    public void Dispose()
    {
        if (_isLineOpen)
        {
            _isLineOpen = false;
            console.Error.WriteLine();
        }
    }

    private string Text(TimeSpan elapsed)
    {
        var rate = _count / Math.Max(elapsed.TotalSeconds, 0.001);
        return string.Create(CultureInfo.InvariantCulture, $"{_count:N0} users in {elapsed.TotalSeconds:N1} s, {rate:N0} a second");
    }
}
