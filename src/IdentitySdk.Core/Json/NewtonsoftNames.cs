using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Gives Newtonsoft's reader the names of members it has met before, so that each is one string and not one for each object.</summary>
internal sealed class NewtonsoftNames : JsonNameTable
{
    private const int Most = 1024;
    private const int Longest = 64;

    private readonly DefaultJsonNameTable _known = new();
    private int _count;

    public static NewtonsoftNames Shared { get; } = new();

    public override string Get(char[] key, int start, int length)
    {
        if (_known.Get(key, start, length) is { } known)
        {
            return known;
        }

        var name = new string(key, start, length);
        if (length > Longest || Volatile.Read(ref _count) >= Most)
        {
            return name;
        }

        // The table takes one writer at a time and any number of readers.
        lock (_known)
        {
            _count++;
            return _known.Add(name);
        }
    }
}
