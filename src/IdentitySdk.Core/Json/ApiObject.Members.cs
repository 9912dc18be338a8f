using IdentitySdk.Core;

namespace IdentitySdk;

/// <content>Reading and writing of members.</content>
public abstract partial class ApiObject
{
    /// <summary>Reads the value of one property.</summary>
    /// <param name="index">The property's index.</param>
    /// <param name="reader">The reader, in front of the value.</param>
    private protected abstract void ReadMember(int index, ref ModelReader reader);

    /// <summary>Writes the value of one property.</summary>
    /// <param name="index">The property's index.</param>
    /// <param name="writer">The writer, after the property's name.</param>
    private protected abstract void WriteMember(int index, ModelWriter writer);

    internal void ReadMembers(ref ModelReader reader)
    {
        var members = Members;
        var unmapped = reader.UnmappedLength;
        var outer = reader.EnterModel();
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
            if (reader.TakeHasOddItems() || reader.IsMismatch)
            {
                reader.Report(GetType().Name + "." + members[index]);
            }

            if (!reader.IsMismatch)
            {
                if (reader.IsNonCanonical)
                {
                    ((_rareState ??= new RareState()).OriginalForms ??= []).Add((index, reader.TakeOriginalForm(mark)));
                }

                continue;
            }

            BitsOf(index) &= ~Bit(index);
            reader.CopyMismatch(mark);
        }

        reader.LeaveModel(outer);
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
                    if (_rareState is null || !TryWriteOriginalForm(index, writer))
                    {
                        WriteMember(index, writer);
                    }
                }
            }
        }
        catch (UnpairedSurrogateException exception)
        {
            exception.AddParent(members[index]);
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

    /// <summary>Creates an object of this type without any property set, and without reflection.</summary>
    internal ApiObject CreateEmpty()
    {
        var created = (ApiObject)MemberwiseClone();
        created._additional = null;
        created._rareState = _rareState?.Set is { } set ? new RareState { Set = [.. set] } : null;
        for (var index = 0; index < Members.Count; index++)
        {
            if (IsSet(index))
            {
                created.Unset(index);
            }
        }

        return created;
    }

    private void Unset(int index)
    {
        // Reading a null clears the value and marks the property as set; the mark goes afterwards.
        var reader = new ModelReader("null"u8);
        ReadMember(index, ref reader);
        BitsOf(index) &= ~Bit(index);
    }

    /// <summary>Whether the property with this JSON name is set.</summary>
    internal bool IsMemberSet(string name) => Members.Find(name) is >= 0 and var index && IsSet(index);

    /// <inheritdoc cref="IsMemberSet(string)"/>
    internal bool IsMemberSet(ReadOnlySpan<byte> name) => Members.Find(name, 0) is >= 0 and var index && IsSet(index);

    internal void WriteMember(ModelWriter writer, int index) => WriteMember(index, writer);

    /// <summary>Writes a property that has not been set since it was read, in the form in which it was received.</summary>
    private bool TryWriteOriginalForm(int index, ModelWriter writer)
    {
        foreach (var (original, json) in _rareState!.OriginalForms ?? [])
        {
            if (original == index)
            {
                writer.WriteOriginalForm(json);
                return true;
            }
        }

        return false;
    }
}
