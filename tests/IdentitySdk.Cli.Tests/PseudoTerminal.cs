using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace IdentitySdk.Tests;

/// <summary>A pseudo-terminal: reads the output that a program writes to <see cref="Path"/>, and types its input.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWriteNoControl = 0x2 | 0x100;
    private const uint SetWindowSize = 0x5414;
    private readonly FileStream _master;
    private readonly StringBuilder _text = new();
    private readonly Task _reading;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="columns">The width of the terminal.</param>
    public PseudoTerminal(int columns)
    {
        var master = posix_openpt(ReadWriteNoControl);
        Assert.That(master, Is.GreaterThanOrEqualTo(0), "There are no pseudo-terminals here.");
        Assert.That(grantpt(master), Is.Zero);
        Assert.That(unlockpt(master), Is.Zero);
        Path = Marshal.PtrToStringUTF8(ptsname(master))!;
        short[] size = [24, (short)columns, 0, 0];
        Assert.That(ioctl(master, SetWindowSize, size), Is.Zero);
        _master = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The device that programs open.</summary>
    public string Path { get; }

    /// <summary>The output so far, with the terminal's line ends.</summary>
    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public void Type(string text)
    {
        _master.Write(Encoding.UTF8.GetBytes(text));
        _master.Flush();
    }

    /// <summary>Waits for a text in the output.</summary>
    public async Task WaitForAsync(string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Read before the text, so that output that arrives meanwhile is not missed.
            var more = Volatile.Read(ref _more).Task;
            if (Text.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits until every program has closed the terminal, and all of its output has been read.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => _reading.WaitAsync(cancellationToken);

    public void Dispose() => _master.Dispose();

    private void Read()
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[4096];
        var characters = new char[4096];
        while (true)
        {
            int count;
            try
            {
                count = _master.Read(bytes, 0, bytes.Length);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // Linux reports the end of the output as an error.
                return;
            }

            lock (_text)
            {
                _text.Append(characters, 0, decoder.GetChars(bytes, 0, count, characters, 0));
            }

            Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            if (count == 0)
            {
                return;
            }
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc")]
    private static extern int grantpt(int master);

    [DllImport("libc")]
    private static extern int unlockpt(int master);

    [DllImport("libc")]
    private static extern nint ptsname(int master);

    [DllImport("libc")]
    private static extern int ioctl(int master, nuint request, short[] size);
}
