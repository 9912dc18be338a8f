using System.Diagnostics;

namespace IdentitySdk.Core;

/// <summary>The names of one model's members, or of one enum's values, with a fast look-up of their indexes.</summary>
internal sealed class NameTable
{
    private readonly byte[][] _utf8;
    private readonly string[] _names;
    private readonly string[] _properties;
    private readonly int[] _predictions; // At each expected index, the index that was last found instead.
    private readonly int[] _buckets; // A hash table of indexes plus one, with linear probing.

    /// <summary>Creates the table of a model's members.</summary>
    /// <param name="inherited">The table of the base type; <see cref="Empty"/> without one.</param>
    /// <param name="members">The JSON names and the C# names, alternating: arrays of tuples take longer to compile, which delays the start of programs.</param>
    public NameTable(NameTable inherited, params string[] members)
        : this(Append(inherited._names, members, 0), Append(inherited._properties, members, 1)) => Debug.Assert(members.Length % 2 == 0, "A name is missing.");

    /// <summary>Creates the table of an enum's values.</summary>
    public NameTable(params string[] names)
        : this(names, names)
    {
    }

    private NameTable(string[] names, string[] properties)
    {
        (_names, _properties) = (names, properties);
        _utf8 = new byte[names.Length][];
        _predictions = new int[names.Length];
        _buckets = new int[(names.Length * 2) + 1];
        for (var index = 0; index < names.Length; index++)
        {
            _utf8[index] = System.Text.Encoding.UTF8.GetBytes(names[index]);
            _predictions[index] = index;
            var slot = Slot(_utf8[index]);
            while (_buckets[slot] != 0)
            {
                slot = (slot + 1) % _buckets.Length;
            }

            _buckets[slot] = index + 1;
        }
    }

    /// <summary>A table without names.</summary>
    public static NameTable Empty { get; } = new([], []);

    /// <summary>The number of names.</summary>
    public int Count => _names.Length;

    /// <summary>The JSON name at an index.</summary>
    public string this[int index] => _names[index];

    /// <summary>The C# name of a member.</summary>
    public string Property(int index) => _properties[index];

    internal ReadOnlySpan<byte> Utf8(int index) => _utf8[index];

    /// <summary>Finds the index of a JSON name; -1 when there is none.</summary>
    public int Find(string name) => Array.IndexOf(_names, name);

    /// <summary>Finds the index of a JSON name in UTF-8; -1 when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="expected">The index after the previous member's: servers send members in a stable order, so its prediction is nearly always right.</param>
    internal int Find(ReadOnlySpan<byte> name, int expected = -1)
    {
        var names = _utf8;
        if ((uint)expected < (uint)_predictions.Length && _predictions[expected] is var predicted && name.SequenceEqual(names[predicted]))
        {
            return predicted;
        }

        for (var slot = Slot(name); ; slot = (slot + 1) % _buckets.Length)
        {
            var index = _buckets[slot] - 1;
            if (index < 0 || name.SequenceEqual(names[index]))
            {
                if (index >= 0 && (uint)expected < (uint)_predictions.Length)
                {
                    _predictions[expected] = index; // A race only costs a look-up.
                }

                return index;
            }
        }
    }

    /// <summary>Finds the index of a member by its C# or its JSON name; -1 when there is none.</summary>
    internal int FindProperty(string name)
    {
        var index = Array.IndexOf(_properties, name);
        return index >= 0 ? index : Find(name);
    }

    /// <summary>Appends every second text of a list, beginning with <paramref name="first"/>.</summary>
    private static string[] Append(string[] inherited, string[] texts, int first)
    {
        var all = new string[inherited.Length + (texts.Length / 2)];
        inherited.CopyTo(all, 0);
        for (var index = inherited.Length; index < all.Length; index++, first += 2)
        {
            all[index] = texts[first];
        }

        return all;
    }

    private int Slot(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var value in name)
        {
            hash = (hash ^ value) * 16777619;
        }

        return (int)(hash % (uint)_buckets.Length);
    }
}
