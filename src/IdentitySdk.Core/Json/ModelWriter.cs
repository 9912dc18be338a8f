using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>Writes <paramref name="value"/> to <paramref name="writer"/>.</summary>
internal delegate void WriteValue<in T>(ModelWriter writer, T value);

/// <summary>Writes all generated models as UTF-8.</summary>
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
        if (value is null || JsonEscapes.IsWellFormed(value))
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
        if (!WriteIfNull(value))
        {
            writer.WriteBooleanValue(value.Value);
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    public void Write(long? value)
    {
        if (!WriteIfNull(value))
        {
            writer.WriteNumberValue(value.Value);
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    public void Write(double? value)
    {
        if (!WriteIfNull(value))
        {
            writer.WriteNumberValue(JsonNumber.RequireFinite(value.Value));
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    public void Write(decimal? value)
    {
        if (!WriteIfNull(value))
        {
            writer.WriteNumberValue(value.Value);
        }
    }

    /// <summary>Writes an instant as RFC 3339 in UTC; null as JSON null.</summary>
    public void Write(DateTimeOffset? value)
    {
        if (!WriteIfNull(value))
        {
            writer.WriteStringValue(JsonDate.FormatUtf8(value.Value, stackalloc byte[JsonDate.MaxFormattedLength]));
        }
    }

    /// <summary>Writes a calendar date as <c>yyyy-MM-dd</c>; null as JSON null.</summary>
    public void WriteDate(DateTimeOffset? value) => Write(value is { } date ? JsonDate.FormatDate(date) : null);

    /// <summary>Writes a GUID; null as JSON null.</summary>
    public void Write(Guid? value) => Write(value?.ToString("D"));

    /// <summary>Writes a URI in its original form; null as JSON null.</summary>
    public void Write(Uri? value) => Write(value?.OriginalString);

    /// <summary>Writes an open enum, an irregular value or a model; null as JSON null.</summary>
    public void WriteSdkValue(object? value)
    {
        if (value is IJsonValue ownValue)
        {
            ownValue.Write(this);
        }
        else
        {
            Write((ApiObject?)value);
        }
    }

    /// <summary>Writes a model; null as JSON null.</summary>
    public void Write(ApiObject? value)
    {
        if (!WriteIfNull(value))
        {
            value.WriteMembers(this);
        }
    }

    /// <summary>Writes an open enum or an irregular value; null as JSON null.</summary>
    public void Write<T>(T? value)
        where T : struct, IJsonValue
    {
        if (!WriteIfNull(value))
        {
            value.Value.Write(this);
        }
    }

    /// <summary>Writes an open enum or an irregular value.</summary>
    public void Write<T>(T value)
        where T : struct, IJsonValue => value.Write(this);

    /// <summary>Writes an array; null as JSON null.</summary>
    public void WriteList<T>(IEnumerable<T>? items, WriteValue<T> writeItem)
    {
        if (WriteIfNull(items))
        {
            return;
        }

        writer.WriteStartArray();
        if (items is ListWithMismatches<T> received)
        {
            received.Write(this, writeItem);
        }
        else if (items is IReadOnlyList<T> list)
        {
            // The enumerator of an interface is an object.
            for (var index = 0; index < list.Count; index++)
            {
                writeItem(this, list[index]);
            }
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
        if (WriteIfNull(members))
        {
            return;
        }

        writer.WriteStartObject();
        if (members is JsonMap<T> map)
        {
            for (var index = 0; index < map.Count; index++)
            {
                WriteMember(map[index].Key, map[index].Value, writeValue);
            }

            if (map.Mismatches is { } mismatches)
            {
                WriteUnmapped(mismatches, owner: null, [.. map.Keys]);
            }
        }
        else
        {
            foreach (var member in members)
            {
                WriteMember(member.Key, member.Value, writeValue);
            }
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

    private bool WriteIfNull<T>([NotNullWhen(false)] T value)
    {
        if (value is not null)
        {
            return false;
        }

        writer.WriteNullValue();
        return true;
    }
}
