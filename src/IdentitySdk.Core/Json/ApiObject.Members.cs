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
        var outer = reader.HasInnerMismatch;
        for (var expected = 0; reader.MoveToMember(members, expected, out var index);)
        {
            if (index < 0)
            {
                reader.CopyMember();
                continue;
            }

            expected = index + 1;
            var mark = reader.MarkMember();
            reader.HasInnerMismatch = false;
            ReadMember(index, ref reader);
            if (reader.HasInnerMismatch == true || reader.IsMismatch)
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

        reader.HasInnerMismatch = outer;
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
                if (IsSet(index) && !(writer.OmitsReadOnly && IsReadOnly(index)))
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

    private void Unset(int index)
    {
        // Reading a null clears the value, but marks the property as set.
        var reader = new ModelReader("null"u8);
        ReadMember(index, ref reader);
        BitsOf(index) &= ~Bit(index);
    }

    /// <summary>Whether the type has a member with this JSON name, for any version of the vendor's API or for the default one.</summary>
    internal bool HasMember(string name, bool isNewer) => Members.Find(name) is >= 0 and var index && (isNewer || NewerApi(index) is null);

    /// <summary>Finds the first member to be sent that only the vendor's newer API accepts; null when there is none.</summary>
    internal NewerValue? FindNewer(string? argument)
    {
        for (var index = 0; index < Members.Count; index++)
        {
            if (NewerApi(index) is { } instead && (IsSet(index) || (_additional is not null && Additional.ContainsKey(Members[index]))))
            {
                return new NewerValue($"{GetType().Name}.{Members.Property(index)}", instead, argument);
            }
        }

        return null;
    }

    /// <summary>Whether an unmapped member is written: not when a property of its name is set, nor when the writer omits it.</summary>
    internal bool WritesUnmapped(string name, ModelWriter writer) => WritesUnmapped(Members.Find(name), ServerSet?.Find(name) >= 0, writer);

    /// <inheritdoc cref="WritesUnmapped(string, ModelWriter)"/>
    internal bool WritesUnmapped(ReadOnlySpan<byte> name, ModelWriter writer) => WritesUnmapped(Members.Find(name), ServerSet?.Find(name) >= 0, writer);

    private bool WritesUnmapped(int index, bool isServerSet, ModelWriter writer) => index >= 0
        ? !IsSet(index) && !(writer.OmitsReadOnly && IsReadOnly(index))
        : !(writer.OmitsReadOnly && isServerSet) && (IsOpen || !writer.OmitsUnmapped);

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
