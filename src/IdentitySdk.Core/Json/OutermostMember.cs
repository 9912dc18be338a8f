using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>Finds single members of a document's outermost object; the other values are skipped.</summary>
internal static class OutermostMember
{
    /// <summary>Finds a string member; empty when there is none, or when the document is not an object.</summary>
    /// <param name="document">The document, which need not be JSON.</param>
    /// <param name="name">The member.</param>
    public static ReadOnlySpan<byte> FindText(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name)
    {
        // Successful responses rarely have the members of an error, and a search for the name is much cheaper than reading every member.
        return document is [(byte)'[', ..] || document.IndexOf(name) < 0 ? [] : ReadText(document, name);
    }

    private static ReadOnlySpan<byte> ReadText(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name)
    {
        if (document.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            return [];
        }

        try
        {
            var reader = new Utf8JsonReader(document);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isMember = reader.ValueTextEquals(name);
                reader.Read();
                if (isMember && reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty)
                {
                    return reader.ValueSpan;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Invalid JSON: reading the body reports it.
        }

        return [];
    }
}
