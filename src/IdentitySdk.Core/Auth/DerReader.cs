namespace IdentitySdk.Core;

/// <summary>Reads the few kinds of ASN.1 values (DER) that private keys are made of.</summary>
internal sealed class DerReader(byte[] bytes)
{
    public const byte Integer = 0x02;
    public const byte BitString = 0x03;
    public const byte OctetString = 0x04;
    public const byte ObjectIdentifier = 0x06;
    public const byte Sequence = 0x30;
    public const byte Context0 = 0xA0;
    public const byte Context1 = 0xA1;
    private int _at;

    public bool IsEmpty => _at >= bytes.Length;

    /// <summary>The kind of the next value.</summary>
    public byte Tag => IsEmpty ? throw Cut() : bytes[_at];

    /// <summary>The next value's content, as a reader.</summary>
    /// <exception cref="FormatException">The next value is of another kind, or there is none.</exception>
    public DerReader Read(byte tag) => new(Bytes(tag));

    /// <summary>The next value's content.</summary>
    /// <exception cref="FormatException">The next value is of another kind, or there is none.</exception>
    public byte[] Bytes(byte tag)
    {
        if (Tag != tag)
        {
            throw new FormatException("it is not what its PEM label promises");
        }

        _at++;
        var length = Length();
        if (length > bytes.Length - _at)
        {
            throw Cut();
        }

        _at += length;
        return bytes.AsSpan(_at - length, length).ToArray();
    }

    public void Skip() => Bytes(Tag);

    /// <summary>The next value, an object identifier, with dots.</summary>
    public string ObjectId()
    {
        var content = Bytes(ObjectIdentifier);
        var arcs = new List<long>();
        long arc = 0;
        foreach (var part in content)
        {
            arc = (arc << 7) | (long)(part & 0x7F);
            if ((part & 0x80) == 0)
            {
                arcs.Add(arc);
                arc = 0;
            }
        }

        // The first number holds the first two arcs.
        return arcs.Count == 0 ? throw Cut() : string.Join(".", new[] { Math.Min(arcs[0] / 40, 2), arcs[0] - (Math.Min(arcs[0] / 40, 2) * 40) }.Concat(arcs.Skip(1)));
    }

    private int Length()
    {
        var first = Next();
        if (first < 0x80)
        {
            return first;
        }

        var length = 0;
        for (var count = first & 0x7F; count > 0; count--)
        {
            length = length > 0xFFFF ? throw Cut() : (length << 8) | Next();
        }

        return length;
    }

    private byte Next() => IsEmpty ? throw Cut() : bytes[_at++];

    private static FormatException Cut() => new("it is cut short");
}
