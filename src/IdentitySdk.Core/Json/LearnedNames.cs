using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Gives Newtonsoft's reader the names of members it has met before, so that each is one string and not one for each object.</summary>
/// <remarks>A fixed number of slots, without a lock: of two names that share a slot the later one wins, and a race only costs a string.</remarks>
internal sealed class LearnedNames : JsonNameTable
{
    private const int Slots = 2048;
    private const int Longest = 64;
    private readonly string?[] _names = new string?[Slots];

    public static LearnedNames Shared { get; } = new();

    public override string Get(char[] key, int start, int length)
    {
        var name = key.AsSpan(start, length);
        if (length > Longest)
        {
            return name.ToString();
        }

        var hash = length;
        foreach (var character in name)
        {
            hash = (hash * 31) + character;
        }

        ref var slot = ref _names[(hash ^ (hash >> 11)) & (Slots - 1)];
        return Volatile.Read(ref slot) is { } known && name.SequenceEqual(known.AsSpan()) ? known : slot = name.ToString();
    }
}
