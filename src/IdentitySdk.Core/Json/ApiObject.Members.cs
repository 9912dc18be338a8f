using IdentitySdk.Core;

namespace IdentitySdk;

/// <content>Reading and writing.</content>
public abstract partial class ApiObject
{
    /// <summary>Reads the value of one property.</summary>
    /// <param name="index">The property's index.</param>
    /// <param name="input">The input, in front of the value.</param>
    private protected abstract void ReadMember(int index, ref JsonInput input);

    /// <summary>Writes the value of one property.</summary>
    /// <param name="index">The property's index.</param>
    /// <param name="output">The output, behind the property's name.</param>
    private protected abstract void WriteMember(int index, JsonOutput output);

    internal void ReadMembers(ref JsonInput input)
    {
        var members = Members;
        var unmapped = input.UnmappedLength;
        for (var expected = 0; input.MoveToMember(members, expected, out var index);)
        {
            if (index < 0)
            {
                input.CopyMember();
                continue;
            }

            expected = index + 1;
            var mark = input.MarkMember();
            ReadMember(index, ref input);
            if (!input.Mismatched)
            {
                if (input.IsOtherForm)
                {
                    ((_rest ??= new Rest()).Spellings ??= []).Add((index, input.TakeSpelling(mark)));
                }

                continue;
            }

            Word(index) &= ~Bit(index);
            input.CopyMismatch(mark);
            input.Report(GetType().Name + "." + members[index]);
        }

        if (input.TakeUnmapped(unmapped) is { } additional)
        {
            _additional = additional;
        }
    }

    internal void WriteMembers(JsonOutput output)
    {
        var members = Members;
        var index = 0;
        output.BeginObject();
        try
        {
            for (; index < members.Count; index++)
            {
                if (IsSet(index))
                {
                    output.Name(members, index);
                    if (_rest is null || !WriteSpelling(index, output))
                    {
                        WriteMember(index, output);
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
            output.WriteUnmapped(json, this);
        }
        else if (_additional is not null)
        {
            Additional.Write(output, this);
        }

        output.EndObject();
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
        var input = new JsonInput("null"u8);
        ReadMember(index, ref input);
        Word(index) &= ~Bit(index);
    }

    /// <summary>Whether a property is set under this JSON name.</summary>
    internal bool Says(string name) => Members.Find(name) is >= 0 and var index && IsSet(index);

    /// <inheritdoc cref="Says(string)"/>
    internal bool Says(ReadOnlySpan<byte> name) => Members.Find(name, 0) is >= 0 and var index && IsSet(index);

    internal void WriteMember(JsonOutput output, int index) => WriteMember(index, output);

    /// <summary>A property that nobody has set since it was read is written in the form it came in.</summary>
    private bool WriteSpelling(int index, JsonOutput output)
    {
        foreach (var (spelled, json) in _rest!.Spellings ?? [])
        {
            if (spelled == index)
            {
                output.WriteSpelling(json);
                return true;
            }
        }

        return false;
    }
}
