using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>Received JSON, written unchanged.</content>
internal readonly partial struct ModelWriter
{
    /// <summary>Opens an object.</summary>
    public void BeginObject() => writer.WriteStartObject();

    /// <summary>Closes an object.</summary>
    public void EndObject() => writer.WriteEndObject();

    /// <summary>Writes the name of a model's member.</summary>
    public void Name(NameTable members, int index) => writer.WritePropertyName(members.Utf8(index));

    /// <summary>Writes a value in the form in which it was received.</summary>
    public void WriteOriginalForm(ReadOnlySpan<byte> json)
    {
        if (!IsBody)
        {
            var reader = new Utf8JsonReader(json, UnmappedJson.Options);
            reader.Read();
            Encode(ref reader);
        }
        else
        {
            WriteRaw(json);
        }
    }

    /// <summary>Writes the members of a received JSON object, except those that the owner omits and those that were changed.</summary>
    public void WriteUnmapped(ReadOnlySpan<byte> json, ApiObject? owner, HashSet<string>? changed = null)
    {
        if (json.IsEmpty)
        {
            return;
        }

        var reader = UnmappedJson.Open(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? JsonEscapes.Unescape(reader.ValueSpan) : null;
            var isWritten = name is null ? owner?.WritesUnmapped(reader.ValueSpan, this) : owner?.WritesUnmapped(name, this);
            if (isWritten == false || (changed is { Count: > 0 } && changed.Contains(name ?? reader.GetString()!)))
            {
                reader.Read();
                reader.Skip();
            }
            else if (!IsBody)
            {
                EncodeMember(ref reader);
            }
            else
            {
                CopyMember(ref reader, json, name);
            }
        }
    }

    private void CopyMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string? name)
    {
        var start = (int)reader.TokenStartIndex;
        if (name is null)
        {
            writer.WritePropertyName(reader.ValueSpan);
            start = (int)reader.BytesConsumed;
        }
        else if (JsonEscapes.IsWellFormed(name))
        {
            writer.WritePropertyName(name);
            start = (int)reader.BytesConsumed;
        }

        // JSON writers reject a name with an unpaired surrogate: it is copied together with its value.
        reader.Read();
        reader.Skip();
        WriteRaw(json[start..(int)reader.BytesConsumed]);
    }

    private void WriteRaw(ReadOnlySpan<byte> json) => writer.WriteRawValue(json.TrimStart(" \t\r\n"u8), skipInputValidation: true);

    /// <summary>Writes the current member, whose name has just been read, token by token.</summary>
    private void EncodeMember(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            writer.WritePropertyName(reader.ValueSpan);
        }
        else if (JsonEscapes.Unescape(reader.ValueSpan) is var name && JsonEscapes.IsWellFormed(name))
        {
            writer.WritePropertyName(name);
        }
        else
        {
            using var buffer = new PooledBuffer();
            using (var inner = CreateInner(buffer))
            {
                reader.Read();
                new ModelWriter(inner, mode).Encode(ref reader);
            }

            WriteUnpairedName(name, buffer);
            return;
        }

        reader.Read();
        Encode(ref reader);
    }

    /// <summary>Writes the current value token by token: names and strings through the writer's encoder, numbers with their digits.</summary>
    private void Encode(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    EncodeMember(ref reader);
                }

                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Encode(ref reader);
                }

                writer.WriteEndArray();
                break;
            case JsonTokenType.String when reader.ValueIsEscaped:
                Write(JsonEscapes.Unescape(reader.ValueSpan));
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.ValueSpan);
                break;
            case JsonTokenType.Number when reader.TryGetInt64(out var integer) && (integer != 0 || reader.ValueSpan.Length == 1):
                writer.WriteNumberValue(integer);
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }
}
