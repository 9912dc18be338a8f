using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>Looks at single members of a document's outermost object; what the others hold is skipped unparsed.</summary>
internal static class OutermostMember
{
    /// <summary>Finds a member that is a text; empty without one, and for anything but an object.</summary>
    /// <param name="document">The document, which may be no JSON.</param>
    /// <param name="name">The member.</param>
    public static ReadOnlySpan<byte> FindText(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name)
    {
        // Nearly no success has the members of an error: searching for the name costs next to nothing, reading every member would be felt.
        if (document.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..] || document.IndexOf(name) < 0)
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
            // Truncated: reading the body reports it.
        }

        return [];
    }
}
