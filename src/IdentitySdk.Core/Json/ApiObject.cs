using System.Diagnostics;
using IdentitySdk.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <summary>What all models share: three states for each property, and nothing that the server sent is lost.</summary>
/// <remarks>
/// A property is <b>unset</b> (never sent), set to <b>null</b> (sent as JSON null), or set to a <b>value</b>. Reading marks what the server
/// sent. Members that the model does not have, and members of another JSON type than the documented one, are kept in
/// <see cref="AdditionalData"/> and written back.
/// </remarks>
[JsonConverter(typeof(ApiObjectConverter))]
[DebuggerDisplay("{ToString(),nq}")]
public abstract class ApiObject
{
    private ulong _set;
    private Rest? _rest;
    private object? _additional;

    /// <summary>Members without a property of their own, by their JSON name. They are sent with the object.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IDictionary<string, JToken?> AdditionalData => Additional;

    /// <summary>The type's members.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    protected abstract JsonNames Members { get; }

    /// <summary>What was kept while reading becomes members when somebody looks: the same ones for all who look at once, so that no change is lost.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private AdditionalMembers Additional
    {
        get
        {
            var kept = _additional;
            if (kept is AdditionalMembers members)
            {
                return members;
            }

            members = new AdditionalMembers(kept);
            return Interlocked.CompareExchange(ref _additional, members, kept) as AdditionalMembers ?? members;
        }
    }

    /// <summary>Whether a property is set, be it to null.</summary>
    /// <param name="property">The property's C# name (<c>nameof</c>) or its JSON name.</param>
    /// <returns>True when the property would be sent, or was sent by the server.</returns>
    /// <exception cref="ArgumentException">The type has no such property.</exception>
    public bool IsSet(string property) => IsSet(IndexOf(property));

    /// <summary>Takes a property back to the state in which it is never sent.</summary>
    /// <param name="property">The property's C# name (<c>nameof</c>) or its JSON name.</param>
    /// <exception cref="ArgumentException">The type has no such property.</exception>
    public void Unset(string property)
    {
        var index = IndexOf(property);
        if (!IsSet(index))
        {
            return;
        }

        Unset(index);
    }

    /// <summary>The type's name and the object's id, never another value.</summary>
    /// <returns>For example <c>User 00u1a2b3</c>.</returns>
    public override string ToString()
    {
        var index = Members.Find("id");
        return index >= 0 && IsSet(index) && JsonOutput.ToToken(this, index) is JValue { Value: { } id }
            ? $"{GetType().Name} {Convert.ToString(id, System.Globalization.CultureInfo.InvariantCulture)}"
            : GetType().Name;
    }

    /// <summary>Marks a property as set.</summary>
    /// <param name="index">The property's index.</param>
    protected void Set(int index)
    {
        if (_rest is null && index < 64)
        {
            _set |= Bit(index);
        }
        else
        {
            SetFurther(index);
        }
    }

    /// <summary>Apart from <see cref="Set"/>, which every property of every object goes through and which is worth inlining.</summary>
    private void SetFurther(int index)
    {
        _rest?.Spellings?.RemoveAll(spelling => spelling.Index == index);
        Word(index) |= Bit(index);
    }

    /// <summary>Reads the value of one property.</summary>
    /// <param name="index">The property's index.</param>
    /// <param name="input">The input, in front of the value.</param>
    protected abstract void ReadMember(int index, ref JsonInput input);

    /// <summary>Writes the value of one property.</summary>
    /// <param name="index">The property's index.</param>
    /// <param name="output">The output, behind the property's name.</param>
    protected abstract void WriteMember(int index, JsonOutput output);

    /// <summary>Checks the rules that the vendor documents for a body, before it is sent.</summary>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <param name="rules">Which of the rules hold.</param>
    /// <exception cref="ArgumentException">A rule is broken; the exception names the property, never its value.</exception>
    internal virtual void Validate(string? argument, BodyRules rules)
    {
    }

    internal void ReadMembers(ref JsonInput input)
    {
        var members = Members;
        var kept = input.Kept;
        for (var expected = 0; input.MoveToMember(members, expected, out var index);)
        {
            if (index < 0)
            {
                input.KeepMember();
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
            input.KeepMismatch(mark, members[index]);
            input.Report(GetType().Name + "." + members[index]);
        }

        if (input.TakeKept(kept) is { } additional)
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

        if (_additional is not null)
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
        var input = new JsonInput(new JTokenReader(JValue.CreateNull()));
        ReadMember(index, ref input);
        Word(index) &= ~Bit(index);
    }

    /// <summary>Whether a property is set under this JSON name.</summary>
    internal bool Says(string name) => Members.Find(name) is >= 0 and var index && IsSet(index);

    /// <inheritdoc cref="Says(string)"/>
    internal bool Says(ReadOnlySpan<byte> name) => Members.Find(name, 0) is >= 0 and var index && IsSet(index);

    internal void WriteMember(JsonOutput output, int index) => WriteMember(index, output);

    private bool IsSet(int index) =>
        index < 64 ? (_set & Bit(index)) != 0 : _rest?.Set is { } further && (further[(index / 64) - 1] & Bit(index)) != 0;

    private static ulong Bit(int index) => 1UL << (index & 63);

    private ref ulong Word(int index)
    {
        if (index < 64)
        {
            return ref _set;
        }

        var further = (_rest ??= new Rest()).Set ??= new ulong[(Members.Count - 1) / 64];
        return ref further[(index / 64) - 1];
    }

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

    private int IndexOf(string property) =>
        Members.FindProperty(property ?? throw new ArgumentNullException(nameof(property))) is >= 0 and var index
            ? index
            : throw new ArgumentException($"{GetType().Name} has no property '{property}'.", nameof(property));

    /// <summary>What few objects need.</summary>
    private sealed class Rest
    {
        /// <summary>Which properties from the 65th on are set.</summary>
        public ulong[]? Set { get; set; }

        /// <summary>Values that would be written in another form than the one they were read in, such as a date-time with an offset.</summary>
        public List<(int Index, object Json)>? Spellings { get; set; }
    }
}
