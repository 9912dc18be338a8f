using IdentitySdk.Core;

namespace IdentitySdk;

/// <content>Reading and writing.</content>
public abstract partial class ApiObject
{
    /// <summary>Reads the value of one property.</summary>
    /// <param name="index">The property's index.</param>
    /// <param name="reader">The reader, in front of the value.</param>
    private protected abstract void ReadMember(int index, ref ModelReader reader);

    /// <summary>Writes the value of one property.</summary>
    /// <param name="index">The property's index.</param>
    /// <param name="writer">The writer, behind the property's name.</param>
    private protected abstract void WriteMember(int index, ModelWriter writer);

    internal void ReadMembers(ref ModelReader reader)
    {
        var members = Members;
        var unmapped = reader.UnmappedLength;
        for (var expected = 0; reader.MoveToMember(members, expected, out var index);)
        {
            if (index < 0)
            {
                reader.CopyMember();
                continue;
            }

            expected = index + 1;
            var mark = reader.MarkMember();
            ReadMember(index, ref reader);
            if (!reader.Mismatched)
            {
                if (reader.IsOtherForm)
                {
                    ((_rest ??= new Rest()).Spellings ??= []).Add((index, reader.TakeSpelling(mark)));
                }

                continue;
            }

            Word(index) &= ~Bit(index);
            reader.CopyMismatch(mark);
            reader.Report(GetType().Name + "." + members[index]);
        }

        if (reader.TakeUnmapped(unmapped) is { } additional)
        {
            _additional = additional;
        }
    }

    internal void WriteMembers(ModelWriter writer)
    {
        var members = Members;
        var index = 0;
        writer.BeginObject();
        try
        {
            for (; index < members.Count; index++)
            {
                if (IsSet(index))
                {
                    writer.Name(members, index);
                    if (_rest is null || !WriteSpelling(index, writer))
                    {
                        WriteMember(index, writer);
                    }
                }
            }
        }
        catch (UnpairedSurrogateException fault)
        {
            fault.Within(members[index]);
            throw;
        }

        if (_additional is byte[] json)
        {
            writer.WriteUnmapped(json, this);
        }
        else if (_additional is not null)
        {
            Additional.Write(writer, this);
        }

        writer.EndObject();
    }

    /// <summary>Another object of this type with nothing set, made without reflection.</summary>
    internal ApiObject Blank()
    {
        var blank = (ApiObject)MemberwiseClone();
        blank._additional = null;
        blank._rest = _rest?.Set is { } set ? new Rest { Set = [.. set] } : null;
        for (var index = 0; index < Members.Count; index++)
        {
            if (IsSet(index))
            {
                blank.Unset(index);
            }
        }

        return blank;
    }

    private void Unset(int index)
    {
        // Reading a null is what takes the value away; only then is the property forgotten.
        var reader = new ModelReader("null"u8);
        ReadMember(index, ref reader);
        Word(index) &= ~Bit(index);
    }

    /// <summary>Whether a property is set under this JSON name.</summary>
    internal bool Says(string name) => Members.Find(name) is >= 0 and var index && IsSet(index);

    /// <inheritdoc cref="Says(string)"/>
    internal bool Says(ReadOnlySpan<byte> name) => Members.Find(name, 0) is >= 0 and var index && IsSet(index);

    internal void WriteMember(ModelWriter writer, int index) => WriteMember(index, writer);

    /// <summary>A property that nobody has set since it was read is written in the form it came in.</summary>
    private bool WriteSpelling(int index, ModelWriter writer)
    {
        foreach (var (spelled, json) in _rest!.Spellings ?? [])
        {
            if (spelled == index)
            {
                writer.WriteSpelling(json);
                return true;
            }
        }

        return false;
    }
}
