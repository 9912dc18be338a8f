using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>A model with a member of every kind, written as the generator writes models.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(ModelConverter<Everything>))]
internal class Everything : ApiObject
{
    internal const int MemberCount = 22;

    internal static readonly JsonNames MemberNames = new(
        null,
        ("id", nameof(Id)), ("count", nameof(Count)), ("big", nameof(Big)), ("ratio", nameof(Ratio)), ("price", nameof(Price)), ("on", nameof(On)),
        ("at", nameof(At)), ("day", nameof(Day)), ("guid", nameof(Guid)), ("uri", nameof(Uri)), ("free", nameof(Free)), ("status", nameof(Status)),
        ("names", nameof(Names)), ("rows", nameof(Rows)), ("labels", nameof(Labels)), ("counts", nameof(Counts)), ("child", nameof(Child)), ("links", nameof(Links)),
        ("times", nameof(Times)), ("moments", nameof(Moments)), ("guids", nameof(Guids)), ("ratios", nameof(Ratios)));

    public string? Id { get; set { field = value; Set(0); } }

    public int? Count { get; set { field = value; Set(1); } }

    public long? Big { get; set { field = value; Set(2); } }

    public double? Ratio { get; set { field = value; Set(3); } }

    public decimal? Price { get; set { field = value; Set(4); } }

    public bool? On { get; set { field = value; Set(5); } }

    public DateTimeOffset? At { get; set { field = value; Set(6); } }

    public DateTimeOffset? Day { get; set { field = value; Set(7); } }

    public Guid? Guid { get; set { field = value; Set(8); } }

    public Uri? Uri { get; set { field = value; Set(9); } }

    public JToken? Free { get; set { field = value; Set(10); } }

    public Okta.UserStatus? Status { get; set { field = value; Set(11); } }

    public IReadOnlyList<string>? Names { get; set { field = value; Set(12); } }

    public IReadOnlyList<IReadOnlyList<long>>? Rows { get; set { field = value; Set(13); } }

    public IReadOnlyDictionary<string, string?>? Labels { get; set { field = value; Set(14); } }

    public IReadOnlyDictionary<string, long>? Counts { get; set { field = value; Set(15); } }

    public Everything? Child { get; set { field = value; Set(16); } }

    public IReadOnlyDictionary<string, OneOrMany<Everything>>? Links { get; set { field = value; Set(17); } }

    public IReadOnlyList<DateTimeOffset>? Times { get; set { field = value; Set(18); } }

    public IReadOnlyDictionary<string, IReadOnlyList<DateTimeOffset>>? Moments { get; set { field = value; Set(19); } }

    public IReadOnlyDictionary<string, Guid>? Guids { get; set { field = value; Set(20); } }

    public IReadOnlyList<double>? Ratios { get; set { field = value; Set(21); } }

    private protected override JsonNames Members => MemberNames;

    public static Everything? Read(ref JsonInput input) => input.BeginObject() ? input.Fill(new Everything()) : null;

    private protected override void ReadMember(int index, ref JsonInput input)
    {
        switch (index)
        {
            case 0: Id = input.ReadString(); break;
            case 1: Count = input.ReadInt32(); break;
            case 2: Big = input.ReadInt64(); break;
            case 3: Ratio = input.ReadDouble(); break;
            case 4: Price = input.ReadDecimal(); break;
            case 5: On = input.ReadBoolean(); break;
            case 6: At = input.ReadDateTimeOffset(); break;
            case 7: Day = input.ReadDate(); break;
            case 8: Guid = input.ReadGuid(); break;
            case 9: Uri = input.ReadUri(); break;
            case 10: Free = input.ReadJToken(); break;
            case 11: Status = Okta.UserStatus.Read(ref input); break;
            case 12: Names = input.ReadList(static (ref JsonInput input) => input.ReadString()); break;
            case 13: Rows = input.ReadList(static (ref JsonInput input) => input.ReadList(static (ref JsonInput input) => input.ReadInt64())); break;
            case 14: Labels = input.ReadMap(static (ref JsonInput input) => input.ReadString(), nulls: true)!; break;
            case 15: Counts = input.ReadMap(static (ref JsonInput input) => input.ReadInt64()); break;
            case 16: Child = Read(ref input); break;
            case 17: Links = input.ReadMap(static (ref JsonInput input) => input.ReadOneOrMany(static (ref JsonInput input) => Read(ref input))); break;
            case 18: Times = input.ReadList(static (ref JsonInput input) => input.ReadDateTimeOffset()); break;
            case 19: Moments = input.ReadMap(static (ref JsonInput input) => input.ReadList(static (ref JsonInput input) => input.ReadDateTimeOffset())); break;
            case 20: Guids = input.ReadMap(static (ref JsonInput input) => input.ReadGuid()); break;
            case 21: Ratios = input.ReadList(static (ref JsonInput input) => input.ReadDouble()); break;
        }
    }

    private protected override void WriteMember(int index, JsonOutput output)
    {
        switch (index)
        {
            case 0: output.Write(Id); break;
            case 1: output.Write(Count); break;
            case 2: output.Write(Big); break;
            case 3: output.Write(Ratio); break;
            case 4: output.Write(Price); break;
            case 5: output.Write(On); break;
            case 6: output.Write(At); break;
            case 7: output.WriteDate(Day); break;
            case 8: output.Write(Guid); break;
            case 9: output.Write(Uri); break;
            case 10: output.Write(Free); break;
            case 11: output.Write(Status); break;
            case 12: output.WriteList(Names, static (output, value) => output.Write(value)); break;
            case 13: output.WriteList(Rows, static (output, value) => output.WriteList(value, static (output, value) => output.Write(value))); break;
            case 14: output.WriteMap(Labels, static (output, value) => output.Write(value)); break;
            case 15: output.WriteMap(Counts, static (output, value) => output.Write(value)); break;
            case 16: output.Write(Child); break;
            case 17: output.WriteMap(Links, static (output, value) => output.WriteOneOrMany(value, static (output, value) => output.Write(value))); break;
            case 18: output.WriteList(Times, static (output, value) => output.Write(value)); break;
            case 19: output.WriteMap(Moments, static (output, value) => output.WriteList(value, static (output, value) => output.Write(value))); break;
            case 20: output.WriteMap(Guids, static (output, value) => output.Write(value)); break;
            case 21: output.WriteList(Ratios, static (output, value) => output.Write(value)); break;
        }
    }
}
