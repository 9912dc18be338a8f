using System.Runtime.InteropServices;
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Gives Newtonsoft's reader the names of members it has met before, so that each is one string and not one for each object.</summary>
/// <remarks>
/// One for each reader, over slots that all share: a fixed number, without a lock. Of two names that share a slot the later one wins, and a
/// race only costs a string.
/// </remarks>
internal sealed class LearnedNames : JsonNameTable
{
    private const int SlotBits = 11;
    private const int Longest = 64;
    private const ulong Mixer = 0x9E3779B97F4A7C15; // 2^64 by the golden ratio.
    private static readonly string?[] s_names = new string?[1 << SlotBits];

    private JsonNames? _members;
    private int _expected;

    /// <summary>Says which name probably comes next.</summary>
    /// <param name="members">The names of the object that is read.</param>
    /// <param name="index">The index that is expected.</param>
    public void Expect(JsonNames members, int index)
    {
        // A reference that is stored again costs the collector a look each time; most names follow on one of the same object.
        if (_members != members)
        {
            _members = members;
        }

        _expected = index;
    }

    public override string Get(char[] key, int start, int length)
    {
        var name = key.AsSpan(start, length);
        if (_members?.Guess(_expected) is { } likely && name.SequenceEqual(likely.AsSpan()))
        {
            return likely;
        }

        if (length > Longest)
        {
            return name.ToString();
        }

        ref var slot = ref s_names[Slot(name)];
        return Volatile.Read(ref slot) is { } known && name.SequenceEqual(known.AsSpan()) ? known : slot = name.ToString();
    }

    /// <summary>Takes four characters at a time; the last four may be some of those before.</summary>
    private static int Slot(ReadOnlySpan<char> name)
    {
        var hash = (ulong)name.Length;
        if (name.Length < 4)
        {
            foreach (var character in name)
            {
                hash = (hash << 16) | character;
            }
        }
        else
        {
            var bytes = MemoryMarshal.AsBytes(name);
            for (; bytes.Length > 8; bytes = bytes.Slice(8))
            {
                hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * Mixer;
                hash ^= hash >> 32;
            }

            hash ^= MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(name.Slice(name.Length - 4)));
        }

        return (int)((hash * Mixer) >> (64 - SlotBits));
    }
}
