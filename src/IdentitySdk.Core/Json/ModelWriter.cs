using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>Writes <paramref name="value"/> to <paramref name="writer"/>.</summary>
internal delegate void WriteValue<in T>(ModelWriter writer, T value);

/// <summary>The writer of all generated models, over UTF-8.</summary>
internal readonly partial struct ModelWriter(Utf8JsonWriter writer, ModelWriterMode mode)
{
    /// <summary>Whether members that only the server sets are left out.</summary>
    public bool OmitsReadOnly => (mode & ModelWriterMode.WithoutReadOnly) != 0;

    /// <summary>Whether unmapped members are left out, except in types of which the vendor has further members.</summary>
    public bool OmitsUnmapped => (mode & ModelWriterMode.WithoutUnmapped) != 0;

    private bool IsBody => (mode & ModelWriterMode.Body) != 0;

    /// <summary>Writes a string; null as JSON null.</summary>
    public void Write(string? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else if (JsonEscapes.IsWellFormed(value))
        {
            writer.WriteStringValue(value);
        }
        else
        {
            WriteUnpaired(value);
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    public void Write(int? value) => Write((long?)value);

    /// <summary>Writes a boolean; null as JSON null.</summary>
    public void Write(bool? value)
    {
        if (value is { } boolean)
        {
            writer.WriteBooleanValue(boolean);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    public void Write(long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    public void Write(double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(JsonNumber.RequireFinite(number));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    public void Write(decimal? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes an instant as RFC 3339 in UTC; null as JSON null.</summary>
    public void Write(DateTimeOffset? value) => Write(value is { } instant ? JsonDate.Format(instant) : null);

    /// <summary>Writes a calendar date as <c>yyyy-MM-dd</c>; null as JSON null.</summary>
    public void WriteDate(DateTimeOffset? value) => Write(value is { } date ? JsonDate.FormatDate(date) : null);

    /// <summary>Writes a GUID; null as JSON null.</summary>
    public void Write(Guid? value) => Write(value?.ToString("D"));

    /// <summary>Writes a URI in its original form; null as JSON null.</summary>
    public void Write(Uri? value) => Write(value?.OriginalString);

    /// <summary>Writes a value of one of the SDK's own types; null as JSON null.</summary>
    public void WriteSdkValue(object? value)
    {
        if (value is IJsonValue known)
        {
            known.Write(this);
        }
        else
        {
            Write((ApiObject?)value);
        }
    }

    /// <summary>Writes a model; null as JSON null.</summary>
    public void Write(ApiObject? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteMembers(this);
        }
    }

    /// <summary>Writes a value of an SDK type.</summary>
    public void Write<T>(T? value)
        where T : struct, IJsonValue
    {
        if (value is { } known)
        {
            known.Write(this);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a value of an SDK type.</summary>
    public void Write<T>(T value)
        where T : struct, IJsonValue => value.Write(this);

    /// <summary>Writes an array; null as JSON null.</summary>
    public void WriteList<T>(IEnumerable<T>? items, WriteValue<T> writeItem)
    {
        if (items is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        if (items is OddList<T> list)
        {
            list.Write(this, writeItem);
        }
        else
        {
            foreach (var item in items)
            {
                writeItem(this, item);
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes an object whose members are all of one type; null as JSON null.</summary>
    public void WriteMap<T>(IEnumerable<KeyValuePair<string, T>>? members, WriteValue<T> writeValue)
    {
        if (members is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach (var member in members)
        {
            WriteMember(member.Key, member.Value, writeValue);
        }

        if (members is JsonMap<T> { Odd: { } odd } map)
        {
            WriteUnmapped(odd, owner: null, [.. map.Keys]);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes one item, or an array of items, as it was received or created.</summary>
    public void WriteOneOrMany<T>(OneOrMany<T>? items, WriteValue<T> writeItem)
        where T : class
    {
        if (items is { IsArray: false })
        {
            writeItem(this, items[0]);
        }
        else
        {
            WriteList(items?.Many, writeItem);
        }
    }
}
