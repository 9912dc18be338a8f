using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Resources;

/// <summary>Ids that look random and are the same in every run.</summary>
internal sealed class IdSequence(string prefix, string suffix = "")
{
    private ulong _count;

    public string Next() => Of(++_count);

    /// <summary>The id with this number.</summary>
    public string Of(ulong number) => $"{prefix}{Base62.Encode(BitMixer.Mix(number + Salt()))}{suffix}";

    private ulong Salt() => prefix.Concat(suffix).Aggregate(17UL, (sum, character) => (sum * 31) + character) << 32;
}
