using System.Globalization;
using System.Text.Json;
using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Calls;

/// <summary>The form of a value: type, limits and documented words, from a schema of the specification.</summary>
internal sealed record ValueForm(string Type)
{
    /// <summary>The documented words. Other words are sent too, because vendors add new ones.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public string? Format { get; init; }

    public long? Minimum { get; init; }

    public long? Maximum { get; init; }

    /// <summary>The form of the items of a list.</summary>
    public ValueForm? Items { get; init; }

    /// <summary>The form as shown in the help.</summary>
    public string Label => (Type, Words.Count) switch
    {
        ("array", _) => $"{Items!.Label}, repeatable",
        (_, > 0 and <= 6) => string.Join('|', Words),
        ("integer", _) => "n",
        ("boolean", _) => "true|false",
        ("object", _) => "name=value",
        _ => Format == "date-time" ? "time" : "text",
    };

    /// <summary>Reads a schema and resolves references.</summary>
    public static ValueForm Read(JsonElement schema, JsonElement schemas)
    {
        while (schema.TryGetProperty("$ref", out var name))
        {
            schema = schemas.GetProperty(name.GetString()!);
        }

        return new ValueForm(schema.TryGetProperty("type", out var type) ? type.GetString()! : "any")
        {
            Words = schema.TryGetProperty("enum", out var words) ? [.. words.EnumerateArray().Select(static word => word.ToString())] : [],
            Format = schema.TryGetProperty("format", out var format) ? format.GetString() : null,
            Minimum = Number(schema, "minimum"),
            Maximum = Number(schema, "maximum"),
            Items = schema.TryGetProperty("items", out var items) ? Read(items, schemas) : null,
        };
    }

    /// <summary>Checks the value of a query parameter, and returns it in the form in which it is sent.</summary>
    /// <exception cref="UsageException">The value does not have this form.</exception>
    public string Check(string subject, string text)
    {
        switch (Type)
        {
            case "integer" when !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < Minimum
                || number > Maximum:
                throw new UsageException($"{subject} must be a whole number{Range}.");
            case "boolean" when text is not ("true" or "false"):
                throw new UsageException($"{subject} must be true or false.");
            case "string" when Format == "date-time":
                return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                    ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
                    : throw new UsageException($"{subject} must be a date or a time, such as 2026-01-31T12:00:00Z.");
            default:
                return text;
        }
    }

    /// <summary>Reads the value of a body member: a string as it is, other types as JSON.</summary>
    /// <exception cref="UsageException">The value does not have this form.</exception>
    public JToken Token(string subject, string text)
    {
        if (Type is "string" or "any")
        {
            return new JValue(text);
        }

        Check(subject, text);
        return Json(subject, text);
    }

    /// <summary>Reads JSON without changing dates or numbers.</summary>
    /// <exception cref="UsageException">The text is not JSON.</exception>
    public static JToken Json(string subject, string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None,
                FloatParseHandling = FloatParseHandling.Decimal };
            var token = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            reader.Read(); // Throws when more text follows.
            return token;
        }
        catch (Newtonsoft.Json.JsonException exception)
        {
            throw new UsageException($"{subject} is not JSON: {exception.Message}");
        }
    }

    private string Range => (Minimum, Maximum) switch
    {
        ({ } least, { } most) => $" from {least} to {most}",
        ({ } least, null) => $" of {least} or more",
        (null, { } most) => $" of {most} or less",
        _ => "",
    };

    private static long? Number(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;
}
