using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>Names and strings with unpaired surrogates: JSON can hold them as escapes, but JSON writers reject them.</content>
internal readonly partial struct ModelWriter
{
    /// <summary>Writes a member of any object.</summary>
    public void WriteMember<T>(string name, T value, WriteValue<T> writeValue)
    {
        if (JsonEscapes.IsWellFormed(name))
        {
            writer.WritePropertyName(name);
            writeValue(this, value);
            return;
        }

        if (IsBody)
        {
            throw new UnpairedSurrogateException();
        }

        using var buffer = new PooledBuffer();
        using (var inner = CreateInner(buffer))
        {
            writeValue(new ModelWriter(inner, mode), value);
        }

        WriteUnpairedName(name, buffer);
    }

    private void WriteUnpaired(string value)
    {
        if (IsBody)
        {
            throw new UnpairedSurrogateException();
        }

        writer.WriteRawValue(JsonEscapes.Escape(value), skipInputValidation: true);
    }

    /// <summary>Writes name and value as one raw value: after a raw name the writer would add a comma.</summary>
    private void WriteUnpairedName(string name, PooledBuffer value)
    {
        using var member = new PooledBuffer();
        member.Write(System.Text.Encoding.UTF8.GetBytes(JsonEscapes.Escape(name) + ":"));
        member.Write(value.Written);
        writer.WriteRawValue(member.Written, skipInputValidation: true);
    }

    private Utf8JsonWriter CreateInner(PooledBuffer buffer) =>
        new(buffer, new JsonWriterOptions { Encoder = writer.Options.Encoder, MaxDepth = writer.Options.MaxDepth, SkipValidation = true });
}
