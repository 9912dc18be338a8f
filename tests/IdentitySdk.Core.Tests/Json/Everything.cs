using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>A model with a property of every type, in the form of a generated model.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(ModelConverter<Everything>))]
internal class Everything : ApiObject
{
    internal const int MemberCount = 22;

    internal static readonly NameTable MemberNames = new(
        NameTable.Empty,
        "id", nameof(Id), "count", nameof(Count), "big", nameof(Big), "ratio", nameof(Ratio), "price", nameof(Price), "on", nameof(On),
        "at", nameof(At), "day", nameof(Day), "guid", nameof(Guid), "uri", nameof(Uri), "free", nameof(Free), "status", nameof(Status),
        "names", nameof(Names), "rows", nameof(Rows), "labels", nameof(Labels), "counts", nameof(Counts), "child", nameof(Child), "links", nameof(Links),
        "times", nameof(Times), "moments", nameof(Moments), "guids", nameof(Guids), "ratios", nameof(Ratios));

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

    private protected override NameTable Members => MemberNames;

    public static Everything? Read(ref ModelReader reader) => reader.BeginObject() ? reader.Fill(new Everything()) : null;

    private protected override void ReadMember(int index, ref ModelReader reader)
    {
        if (index < 11)
        {
            ReadScalar(index, ref reader);
        }
        else
        {
            ReadOther(index, ref reader);
        }
    }

    private protected override void WriteMember(int index, ModelWriter writer)
    {
        if (index < 11)
        {
            WriteScalar(index, writer);
        }
        else
        {
            WriteOther(index, writer);
        }
    }

    private void ReadScalar(int index, ref ModelReader reader)
    {
        switch (index)
        {
            case 0: Id = reader.ReadString(); break;
            case 1: Count = reader.ReadInt32(); break;
            case 2: Big = reader.ReadInt64(); break;
            case 3: Ratio = reader.ReadDouble(); break;
            case 4: Price = reader.ReadDecimal(); break;
            case 5: On = reader.ReadBoolean(); break;
            case 6: At = reader.ReadDateTimeOffset(); break;
            case 7: Day = reader.ReadDate(); break;
            case 8: Guid = reader.ReadGuid(); break;
            case 9: Uri = reader.ReadUri(); break;
            case 10: Free = reader.ReadJToken(); break;
        }
    }

    private void ReadOther(int index, ref ModelReader reader)
    {
        switch (index)
        {
            case 11: Status = Okta.UserStatus.Read(ref reader); break;
            case 12: Names = reader.ReadList(static (ref ModelReader reader) => reader.ReadString()); break;
            case 13: Rows = reader.ReadList(static (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => reader.ReadInt64())); break;
            case 14: Labels = reader.ReadMap(static (ref ModelReader reader) => reader.ReadString(), nulls: true)!; break;
            case 15: Counts = reader.ReadMap(static (ref ModelReader reader) => reader.ReadInt64()); break;
            case 16: Child = Read(ref reader); break;
            case 17: Links = reader.ReadMap(static (ref ModelReader reader) => reader.ReadOneOrMany(static (ref ModelReader reader) => Read(ref reader))); break;
            case 18: Times = reader.ReadList(static (ref ModelReader reader) => reader.ReadDateTimeOffset()); break;
            case 19: Moments = reader.ReadMap(static (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => reader.ReadDateTimeOffset())); break;
            case 20: Guids = reader.ReadMap(static (ref ModelReader reader) => reader.ReadGuid()); break;
            case 21: Ratios = reader.ReadList(static (ref ModelReader reader) => reader.ReadDouble()); break;
        }
    }

    private void WriteScalar(int index, ModelWriter writer)
    {
        switch (index)
        {
            case 0: writer.Write(Id); break;
            case 1: writer.Write(Count); break;
            case 2: writer.Write(Big); break;
            case 3: writer.Write(Ratio); break;
            case 4: writer.Write(Price); break;
            case 5: writer.Write(On); break;
            case 6: writer.Write(At); break;
            case 7: writer.WriteDate(Day); break;
            case 8: writer.Write(Guid); break;
            case 9: writer.Write(Uri); break;
            case 10: writer.Write(Free); break;
        }
    }

    private void WriteOther(int index, ModelWriter writer)
    {
        switch (index)
        {
            case 11: writer.Write(Status); break;
            case 12: writer.WriteList(Names, static (writer, value) => writer.Write(value)); break;
            case 13: writer.WriteList(Rows, static (writer, value) => writer.WriteList(value, static (writer, value) => writer.Write(value))); break;
            case 14: writer.WriteMap(Labels, static (writer, value) => writer.Write(value)); break;
            case 15: writer.WriteMap(Counts, static (writer, value) => writer.Write(value)); break;
            case 16: writer.Write(Child); break;
            case 17: writer.WriteMap(Links, static (writer, value) => writer.WriteOneOrMany(value, static (writer, value) => writer.Write(value))); break;
            case 18: writer.WriteList(Times, static (writer, value) => writer.Write(value)); break;
            case 19: writer.WriteMap(Moments, static (writer, value) => writer.WriteList(value, static (writer, value) => writer.Write(value))); break;
            case 20: writer.WriteMap(Guids, static (writer, value) => writer.Write(value)); break;
            case 21: writer.WriteList(Ratios, static (writer, value) => writer.Write(value)); break;
        }
    }
}
