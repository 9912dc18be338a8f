using System.Text.Json;

namespace IdentitySdk.Directories;

/// <summary>Reads and writes plans as JSON. The digest is computed from newly written JSON, so that white space in a file does not matter.</summary>
internal static class PlanJson
{
    private const string Format = "identitysdk-plan";
    private const int Version = 1;

    public static string Digest(DirectoryPlan plan) => "sha256:" + Sha256Hex.Of(Bytes(plan, digest: null));

    public static async Task WriteAsync(DirectoryPlan plan, Stream stream, CancellationToken cancellationToken)
    {
        var bytes = Bytes(plan, plan.Digest);
        await stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<DirectoryPlan> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, default, cancellationToken).ConfigureAwait(false);
            var (plan, digest) = Read(document.RootElement);
            return plan.Digest == digest ? plan : throw new InvalidDataException("The plan was edited after it was created: its digest does not match.");
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The file is not a plan, or it was truncated.", exception);
        }
    }

    private static byte[] Bytes(DirectoryPlan plan, string? digest)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            Write(writer, plan, digest);
        }

        // The digest must not depend on the line endings of the machine.
        return digest is null ? [.. buffer.ToArray().Where(character => character != '\r')] : buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, DirectoryPlan plan, string? digest)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteString("id", plan.Header.Id);
        writer.WriteString("created", plan.Created.ToUniversalTime());
        writer.WriteString("tenant", plan.Tenant);
        writer.WriteString("match", plan.Match.Of.Name);
        WriteTexts(writer, "manage", plan.Manage.Select(attribute => attribute.Name));
        WriteTexts(writer, "protected", plan.Protected);
        writer.WriteStartObject("guard");
        writer.WriteNumber("maxLosingAccess", plan.Guard.MaxLosingAccess);
        writer.WriteNumber("maxShareLosingAccess", plan.Guard.MaxShareLosingAccess);
        writer.WriteNumber("minShareMatched", plan.Guard.MinShareMatched);
        WriteNumber(writer, "allowedLosingAccess", plan.Guard.AllowedLosingAccess);
        WriteNumber(writer, "expectedMatched", plan.Guard.ExpectedMatched);
        writer.WriteEndObject();
        writer.WriteStartObject("figures");
        WriteNumber(writer, "people", plan.Figures.People);
        writer.WriteNumber("inScope", plan.Figures.InScope);
        writer.WriteNumber("matched", plan.Figures.Matched);
        writer.WriteEndObject();
        writer.WriteStartArray("changes");
        foreach (var change in plan.Changes)
        {
            writer.WriteStartObject();
            ChangeJson.WriteMembers(writer, change);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("skipped");
        foreach (var user in plan.Skipped)
        {
            writer.WriteStartObject();
            writer.WriteString("key", user.Key);
            writer.WriteString("reason", user.Reason.ToString());
            writer.WriteString("detail", user.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (digest is not null)
        {
            writer.WriteString("digest", digest);
        }

        writer.WriteEndObject();
    }


    private static (DirectoryPlan Plan, string? Digest) Read(JsonElement root)
    {
        if (root.GetProperty("format").GetString() != Format)
        {
            throw new InvalidDataException("The file is not a plan.");
        }

        if (root.GetProperty("version").GetInt32() is var version and not Version)
        {
            throw new InvalidDataException($"The plan has version {version}; this library supports version {Version}.");
        }

        var figures = root.GetProperty("figures");
        var header = new PlanHeader(
            root.GetProperty("id").GetString()!,
            root.GetProperty("created").GetDateTimeOffset(),
            root.GetProperty("tenant").GetString()!,
            new UserKey(UserAttribute.Parse(root.GetProperty("match").GetString()!)),
            [.. Texts(root, "manage").Select(UserAttribute.Parse)],
            [.. Texts(root, "protected")],
            ReadGuard(root.GetProperty("guard")),
            new PlanFigures(Number(figures, "people"), figures.GetProperty("inScope").GetInt32(), figures.GetProperty("matched").GetInt32(), 0));
        return (
            new DirectoryPlan(
                header,
                [.. root.GetProperty("changes").EnumerateArray().Select((change, index) => ChangeJson.Read(change, index + 1))],
                [.. root.GetProperty("skipped").EnumerateArray().Select(user => new SkippedUser(
                    user.GetProperty("key").GetString()!,
                    ValuesJson.ReadEnum<SkipReason>(user.GetProperty("reason")),
                    user.GetProperty("detail").GetString()!))]),
            root.GetProperty("digest").GetString());
    }

    private static PlanGuard ReadGuard(JsonElement guard) => new()
    {
        MaxLosingAccess = guard.GetProperty("maxLosingAccess").GetInt32(),
        MaxShareLosingAccess = guard.GetProperty("maxShareLosingAccess").GetDouble(),
        MinShareMatched = guard.GetProperty("minShareMatched").GetDouble(),
        AllowedLosingAccess = Number(guard, "allowedLosingAccess"),
        ExpectedMatched = Number(guard, "expectedMatched"),
    };

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static int? Number(JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Null ? null : element.GetProperty(name).GetInt32();

    private static IEnumerable<string> Texts(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
}
