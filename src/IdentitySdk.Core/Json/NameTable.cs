namespace IdentitySdk.Core;

/// <summary>The names of one model's members, or of one enum's values, with a fast look-up of their indexes.</summary>
internal sealed class NameTable
{
    private readonly byte[][] _utf8;
    private readonly string[] _names;
    private readonly string[] _properties;
    private readonly int[] _predictions;
    private readonly int[] _buckets;

    /// <summary>Creates the table of a model's members.</summary>
    public NameTable(NameTable? inherited, params (string Name, string Property)[] members)
        : this([.. inherited?._names ?? [], .. Array.ConvertAll(members, static member => member.Name)]) =>
        _properties = [.. inherited?._properties ?? [], .. Array.ConvertAll(members, static member => member.Property)];

    /// <summary>Creates the table of an enum's values.</summary>
    public NameTable(params string[] names)
    {
        _names = names;
        _predictions = new int[names.Length];
        _properties = names;
        _utf8 = Array.ConvertAll(names, System.Text.Encoding.UTF8.GetBytes);
        _buckets = new int[NextPowerOfTwo((names.Length * 2) + 1)];
        for (var index = 0; index < names.Length; index++)
        {
            _predictions[index] = index;
            var slot = Slot(_utf8[index]);
            while (_buckets[slot] != 0)
            {
                slot = (slot + 1) & (_buckets.Length - 1);
            }

            _buckets[slot] = index + 1;
        }
    }

    /// <summary>The number of names.</summary>
    public int Count => _names.Length;

    /// <summary>The JSON name at an index.</summary>
    public string this[int index] => _names[index];

    /// <summary>The C# name of a member.</summary>
    public string Property(int index) => _properties[index];

    internal ReadOnlySpan<byte> Utf8(int index) => _utf8[index];

    /// <summary>Finds a JSON name.</summary>
    public int Find(string name) => Array.IndexOf(_names, name);

    /// <summary>Stores the index that was found where another was expected: the server's order is not the model's. A race only costs a look-up.</summary>
    private int LearnOrder(int expected, int index)
    {
        if ((uint)expected < (uint)_predictions.Length)
        {
            _predictions[expected] = index;
        }

        return index;
    }

    /// <summary>Finds a JSON name in UTF-8. Servers send members in a stable order, so the predicted index is nearly always right.</summary>
    internal int Find(ReadOnlySpan<byte> name, int expected)
    {
        var names = _utf8;
        if ((uint)expected < (uint)_predictions.Length && _predictions[expected] is var predicted && name.SequenceEqual(names[predicted]))
        {
            return predicted;
        }

        for (var slot = Slot(name); ; slot = (slot + 1) & (_buckets.Length - 1))
        {
            var index = _buckets[slot] - 1;
            if (index < 0 || name.SequenceEqual(names[index]))
            {
                return index < 0 ? index : LearnOrder(expected, index);
            }
        }
    }

    /// <summary>Finds a member by its C# or its JSON name.</summary>
    internal int FindProperty(string name)
    {
        var index = Array.IndexOf(_properties, name);
        return index >= 0 ? index : Find(name);
    }

    private int Slot(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var value in name)
        {
            hash = (hash ^ value) * 16777619;
        }

        return (int)((hash ^ (hash >> 15)) & (uint)(_buckets.Length - 1));
    }

    private static int NextPowerOfTwo(int atLeast)
    {
        var size = 4;
        while (size < atLeast)
        {
            size *= 2;
        }

        return size;
    }
}
