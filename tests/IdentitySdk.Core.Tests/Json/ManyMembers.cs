using System.Globalization;
using IdentitySdk.Core;

namespace IdentitySdk.Tests.Json;

/// <summary>A model with more than 64 members and a base class.</summary>
internal sealed class ManyMembers : Everything
{
    private const int Own = 130;

    private static readonly NameTable s_members = new(
        Everything.MemberNames,
        [.. Enumerable.Range(0, Own).SelectMany(static index => new[] { Name(index), $"Member{index}" }), "additionalData", nameof(AdditionalDataValue)]);

    private readonly string?[] _values = new string?[Own];

    /// <summary>A property whose name is also a member of ApiObject.</summary>
    public string? AdditionalDataValue { get; set { field = value; Set(MemberCount + Own); } }

    private protected override NameTable Members => s_members;

    public string? this[int index]
    {
        get => _values[index];
        set
        {
            _values[index] = value;
            Set(MemberCount + index);
        }
    }

    public static new ManyMembers? Read(ref ModelReader reader) => reader.BeginObject() ? reader.Fill(new ManyMembers()) : null;

    public static string Name(int index) => "member_" + index.ToString(CultureInfo.InvariantCulture);

    private protected override void ReadMember(int index, ref ModelReader reader)
    {
        switch (index - MemberCount)
        {
            case < 0: base.ReadMember(index, ref reader); break;
            case Own: AdditionalDataValue = reader.ReadString(); break;
            default: this[index - MemberCount] = reader.ReadString(); break;
        }
    }

    private protected override void WriteMember(int index, ModelWriter writer)
    {
        switch (index - MemberCount)
        {
            case < 0: base.WriteMember(index, writer); break;
            case Own: writer.Write(AdditionalDataValue); break;
            default: writer.Write(this[index - MemberCount]); break;
        }
    }
}
