using System.Diagnostics.CodeAnalysis;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <content>Values of additional members, read from the received bytes: only the result is allocated.</content>
public abstract partial class ApiObject
{
    private static readonly ReadValue<string> s_string = static (ref ModelReader reader) => reader.ReadString();
    private static readonly ReadValue<long?> s_int64 = static (ref ModelReader reader) => reader.ReadInt64();
    private static readonly ReadValue<double?> s_double = static (ref ModelReader reader) => reader.ReadDouble();
    private static readonly ReadValue<decimal?> s_decimal = static (ref ModelReader reader) => reader.ReadDecimal();
    private static readonly ReadValue<bool?> s_boolean = static (ref ModelReader reader) => reader.ReadBoolean();
    private static readonly ReadValue<DateTimeOffset?> s_dateTimeOffset = static (ref ModelReader reader) => reader.ReadDateTimeOffset();
    private static readonly ReadValue<IReadOnlyList<string>> s_stringList = static (ref ModelReader reader) => reader.ReadList(s_string);

    /// <summary>Gets the string in a member of <see cref="AdditionalData"/>.</summary>
    /// <param name="name">The member's JSON name.</param>
    /// <returns>The value; null when the member is missing or JSON null.</returns>
    /// <exception cref="InvalidOperationException">The member is of another JSON type. The message names the member and the types, never the value.</exception>
    public string? GetString(string name) => Get(name, "text", s_string);

    /// <summary>Gets the 64-bit integer in a member of <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="GetString"/>
    public long? GetInt64(string name) => Get(name, "a 64-bit integer", s_int64);

    /// <summary>Gets the number in a member of <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="GetString"/>
    public double? GetDouble(string name) => Get(name, "a number that a double holds", s_double);

    /// <summary>Gets the number, as a decimal, in a member of <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="GetString"/>
    public decimal? GetDecimal(string name) => Get(name, "a number that a decimal holds", s_decimal);

    /// <summary>Gets the boolean in a member of <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="GetString"/>
    public bool? GetBoolean(string name) => Get(name, "a boolean", s_boolean);

    /// <summary>Gets the RFC 3339 date-time in a member of <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="GetString"/>
    public DateTimeOffset? GetDateTimeOffset(string name) => Get(name, "an RFC 3339 date-time", s_dateTimeOffset);

    /// <summary>Gets the array of strings in a member of <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="GetString"/>
    public IReadOnlyList<string>? GetStringList(string name) => Get(name, "an array of strings", s_stringList);

    /// <summary>Tries to get a string from <see cref="AdditionalData"/>.</summary>
    /// <param name="name">The member's JSON name.</param>
    /// <param name="value">The value of the member.</param>
    /// <returns>False when the member is missing, JSON null, or of another JSON type.</returns>
    public bool TryGetString(string name, [NotNullWhen(true)] out string? value) => (value = Read(name, s_string, out _)) is not null;

    /// <summary>Tries to get a 64-bit integer from <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="TryGetString"/>
    public bool TryGetInt64(string name, out long value) => IsValue(Read(name, s_int64, out _), out value);

    /// <summary>Tries to get a number from <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="TryGetString"/>
    public bool TryGetDouble(string name, out double value) => IsValue(Read(name, s_double, out _), out value);

    /// <summary>Tries to get a number, as a decimal, from <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="TryGetString"/>
    public bool TryGetDecimal(string name, out decimal value) => IsValue(Read(name, s_decimal, out _), out value);

    /// <summary>Tries to get a boolean from <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="TryGetString"/>
    public bool TryGetBoolean(string name, out bool value) => IsValue(Read(name, s_boolean, out _), out value);

    /// <summary>Tries to get an RFC 3339 date-time from <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="TryGetString"/>
    public bool TryGetDateTimeOffset(string name, out DateTimeOffset value) => IsValue(Read(name, s_dateTimeOffset, out _), out value);

    /// <summary>Tries to get an array of strings from <see cref="AdditionalData"/>.</summary>
    /// <inheritdoc cref="TryGetString"/>
    public bool TryGetStringList(string name, [NotNullWhen(true)] out IReadOnlyList<string>? value) => (value = Read(name, s_stringList, out _)) is not null;

    private static bool IsValue<T>(T? read, out T value)
        where T : struct
    {
        value = read.GetValueOrDefault();
        return read.HasValue;
    }

    private T? Get<T>(string name, string expected, ReadValue<T> read)
    {
        var value = Read(name, read, out var otherType);
        return otherType is null ? value : throw new InvalidOperationException($"The member '{name}' is {otherType}, not {expected}.");
    }

    private T? Read<T>(string name, ReadValue<T> read, out string? otherType)
    {
        _ = name ?? throw new ArgumentNullException(nameof(name));
        if (_additional is not AdditionalMembers members)
        {
            return UnmappedJson.Read(UnmappedJson.Find((byte[]?)_additional, name), read, out otherType);
        }

        var json = members.Find(name, out var token);
        if (token is null)
        {
            return UnmappedJson.Read(json, read, out otherType);
        }

        using var scratch = JsonScratch.Rent();
        new ModelWriter(scratch.Writer, ModelWriterMode.Host).Write(token);
        return UnmappedJson.Read(scratch.Written, read, out otherType);
    }
}
