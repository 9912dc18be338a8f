using Newtonsoft.Json.Linq;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>Writing what was kept as it came.</content>
public readonly partial struct JsonOutput
{
    /// <summary>Whether bytes can be written as they are.</summary>
    internal bool IsUtf8 => _utf8 is not null;

    /// <summary>Writes the members of a JSON object as they came, but for those that a property of the owner says now.</summary>
    internal void WriteMembers(byte[] json, ApiObject owner)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? JsonEscapes.Unescape(reader.ValueSpan) : null;
            var isSaid = name is null ? owner.Says(reader.ValueSpan) : owner.Says(name);
            var isText = name is null || JsonEscapes.IsText(name);
            if (!isSaid && isText)
            {
                WriteName(name, reader.ValueSpan);
            }

            var start = (int)reader.TokenStartIndex;
            var valueStart = (int)reader.BytesConsumed;
            reader.Read();
            reader.Skip();
            if (isSaid)
            {
                continue;
            }

            if (isText)
            {
                _utf8!.WriteRawValue(json.AsSpan(valueStart, (int)reader.BytesConsumed - valueStart).TrimStart(" \t\r\n"u8), skipInputValidation: true);
            }
            else
            {
                // No writer takes such a name; with its value it is still a member.
                _utf8!.WriteRawValue(json.AsSpan(start, (int)reader.BytesConsumed - start), skipInputValidation: true);
            }
        }
    }

    /// <summary>Writes a value as it came: bytes of the one engine, a token of the other.</summary>
    internal void WriteSpelling(object json)
    {
        if (json is JToken token)
        {
            Write(token);
            return;
        }

        if (_utf8 is not null)
        {
            _utf8.WriteRawValue(((byte[])json).AsSpan().TrimStart(" \t\r\n"u8), skipInputValidation: true);
            return;
        }

        var input = new JsonInput((byte[])json);
        Write(input.ReadJToken());
    }

    /// <summary>Writes free-form JSON that belongs to a member.</summary>
    internal void Write(JToken? value, string name)
    {
        try
        {
            Write(value);
        }
        catch (UnpairedSurrogateException fault)
        {
            fault.Within(name);
            throw;
        }
    }

    private void WriteName(string? name, ReadOnlySpan<byte> utf8)
    {
        if (name is null)
        {
            _utf8!.WritePropertyName(utf8);
        }
        else
        {
            _utf8!.WritePropertyName(name);
        }
    }
}
