using System.Diagnostics;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <summary>Base class of all models: each property has three states, and no member of a response is lost.</summary>
/// <remarks>
/// A property is <b>unset</b> (never sent), set to <b>null</b> (sent as JSON null), or set to a <b>value</b>. Reading a
/// response sets the properties that it holds. Members without a property, and members of another JSON type than the documented one,
/// are in <see cref="AdditionalData"/> and are written back. An item of a list or map that is of another JSON type is not in the
/// property, but is written back at its place. When the list is changed in place, such an item stays beside an item that was its
/// neighbor, or moves to the end; setting the property removes it. When no item of a list or map is of the documented type, the
/// property is unset, not empty.
/// </remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(ApiObjectConverter))]
[Newtonsoft.Json.JsonConverter(typeof(NewtonsoftConverter))]
[DebuggerDisplay("{ToString(),nq}")]
public abstract partial class ApiObject
{
    private ulong _set;
    private RareState? _rareState;
    private object? _additional; // The bytes that were received, or AdditionalMembers.

    /// <summary>Extra members, for which the model has no property, by their JSON name. They are sent with the object.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IDictionary<string, JToken?> AdditionalData => Additional;

    /// <summary>The type's members.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected abstract NameTable Members { get; }

    /// <summary>Whether the vendor has further members of this type, such as attributes that a customer defines.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected virtual bool IsOpen => false;

    /// <summary>Names, other than those of the members, that only the server sets in the objects that a body can be created from; null for none.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected virtual NameTable? ServerSet => null;

    /// <summary>Additional members, created at the first access: concurrent callers get the same instance, so that no change is lost.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private AdditionalMembers Additional
    {
        get
        {
            var current = _additional;
            if (current is AdditionalMembers members)
            {
                return members;
            }

            members = new AdditionalMembers((byte[]?)current);
            return Interlocked.CompareExchange(ref _additional, members, current) as AdditionalMembers ?? members;
        }
    }

    /// <summary>Whether a property is set, to a value or to null.</summary>
    /// <param name="property">The property's C# name (<c>nameof</c>) or its JSON name.</param>
    /// <returns>True when the property is sent with the object.</returns>
    /// <exception cref="ArgumentException">The type has no such property.</exception>
    public bool IsSet(string property) => IsSet(IndexOf(property));

    /// <summary>Clears a property, so that it is not sent.</summary>
    /// <param name="property">The property's C# name (<c>nameof</c>) or its JSON name.</param>
    /// <exception cref="ArgumentException">The type has no such property.</exception>
    public void Unset(string property)
    {
        var index = IndexOf(property);
        if (IsSet(index))
        {
            Unset(index);
        }
    }

    /// <summary>Returns the type's name and the object's id, never another value.</summary>
    /// <returns>For example <c>User 00u1a2b3</c>.</returns>
    public override string ToString()
    {
        var index = Members.Find("id");
        return index >= 0 && IsSet(index)
            && ModelWriter.ToToken((model: this, index), ModelWriterMode.Host, static (writer, id) => id.model.WriteMember(id.index, writer)) is JValue { Value: { } id }
            ? $"{GetType().Name} {Convert.ToString(id, System.Globalization.CultureInfo.InvariantCulture)}"
            : GetType().Name;
    }

    /// <summary>Checks the rules that the vendor documents for a body, before it is sent.</summary>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <param name="rules">The rules that apply.</param>
    /// <exception cref="ArgumentException">A rule is broken; the exception names the property, never its value.</exception>
    internal virtual void Validate(string? argument, BodyRules rules)
    {
    }

    /// <summary>Whether only the server sets a member: request bodies omit it.</summary>
    /// <param name="index">The property's index.</param>
    private protected virtual bool IsReadOnly(int index) => false;

    /// <summary>What to do instead of setting a member that only the vendor's newer API accepts, empty if there is no equivalent; null for all others.</summary>
    /// <param name="index">The property's index.</param>
    private protected virtual string? NewerApi(int index) => null;

    /// <summary>Marks a property as set.</summary>
    /// <param name="index">The property's index.</param>
    private protected void Set(int index)
    {
        if (_rareState is null && index < 64)
        {
            _set |= Bit(index);
        }
        else
        {
            SetRare(index);
        }
    }

    /// <summary>The rare part of <see cref="Set"/>, which is called for every property and has to be small enough to be inlined.</summary>
    private void SetRare(int index)
    {
        _rareState?.OriginalForms?.RemoveAll(form => form.Index == index);
        BitsOf(index) |= Bit(index);
    }

    private bool IsSet(int index) =>
        index < 64 ? (_set & Bit(index)) != 0 : _rareState?.Set is { } further && (further[(index / 64) - 1] & Bit(index)) != 0;

    private static ulong Bit(int index) => 1UL << (index & 63);

    private ref ulong BitsOf(int index)
    {
        if (index < 64)
        {
            return ref _set;
        }

        var further = (_rareState ??= new RareState()).Set ??= new ulong[(Members.Count - 1) / 64];
        return ref further[(index / 64) - 1];
    }

    private int IndexOf(string property) =>
        Members.FindProperty(property ?? throw new ArgumentNullException(nameof(property))) is >= 0 and var index
            ? index
            : throw new ArgumentException($"{GetType().Name} has no property '{property}'.", nameof(property));

    /// <summary>State that few objects have.</summary>
    private sealed class RareState
    {
        /// <summary>Bits of the properties that are set, from the 65th on.</summary>
        public ulong[]? Set { get; set; }

        /// <summary>The JSON of values that would be written in another form than the received one, such as a date-time with an offset.</summary>
        public List<(int Index, byte[] Json)>? OriginalForms { get; set; }
    }
}
