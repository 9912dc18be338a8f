using System.Diagnostics;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <summary>What all models share: three states for each property, and nothing that the server sent is lost.</summary>
/// <remarks>
/// A property is <b>unset</b> (never sent), set to <b>null</b> (sent as JSON null), or set to a <b>value</b>. Reading marks what the server
/// sent. Members that the model does not have, and members of another JSON type than the documented one, are kept in
/// <see cref="AdditionalData"/> and written back.
/// </remarks>
[Newtonsoft.Json.JsonConverter(typeof(NewtonsoftConverter))]
[DebuggerDisplay("{ToString(),nq}")]
public abstract partial class ApiObject
{
    private ulong _set;
    private Rest? _rest;
    private object? _additional; // The bytes that were read, or AdditionalMembers.

    /// <summary>Members without a property of their own, by their JSON name. They are sent with the object.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IDictionary<string, JToken?> AdditionalData => Additional;

    /// <summary>The type's members.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected abstract NameTable Members { get; }

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

            members = new AdditionalMembers((byte[]?)kept);
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
        return index >= 0 && IsSet(index) && ModelWriter.ToToken(this, index) is JValue { Value: { } id }
            ? $"{GetType().Name} {Convert.ToString(id, System.Globalization.CultureInfo.InvariantCulture)}"
            : GetType().Name;
    }

    /// <summary>Checks the rules that the vendor documents for a body, before it is sent.</summary>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <param name="rules">Which of the rules hold.</param>
    /// <exception cref="ArgumentException">A rule is broken; the exception names the property, never its value.</exception>
    internal virtual void Validate(string? argument, BodyRules rules)
    {
    }

    /// <summary>Marks a property as set.</summary>
    /// <param name="index">The property's index.</param>
    private protected void Set(int index)
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
        public List<(int Index, byte[] Json)>? Spellings { get; set; }
    }
}
