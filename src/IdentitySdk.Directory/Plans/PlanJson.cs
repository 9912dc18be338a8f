using System.Security.Cryptography;
using System.Text.Json;

namespace IdentitySdk.Directories;

/// <summary>Plans as JSON. The digest is of the JSON that this class writes for the plan, so that white space in a file does not matter.</summary>
internal static class PlanJson
{
    private const string Format = "identitysdk-plan";
    private const int Version = 1;

    public static string Digest(DirectoryPlan plan)
    {
        using var hash = SHA256.Create();
        return Hex.Prefixed(hash.ComputeHash(Bytes(plan, digest: null)));
    }

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
            return plan.Digest == digest ? plan : throw new InvalidDataException("The plan was edited after it was made: its digest is another one.");
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The file is no plan, or it is cut.", exception);
        }
    }

    private static byte[] Bytes(DirectoryPlan plan, string? digest)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            Write(writer, plan, digest);
        }

        // Indentation has the line ends of the machine; the digest must not.
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
            Write(writer, change);
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

    private static void Write(Utf8JsonWriter writer, PlannedChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", change.Kind.ToString());
        writer.WriteString("key", change.Key);
        writer.WriteString("userId", change.UserId);
        writer.WriteString("state", change.State?.ToString());
        ValuesJson.Write(writer, "before", change.Before);
        ValuesJson.Write(writer, "after", change.After);
        writer.WriteEndObject();
    }

    private static (DirectoryPlan Plan, string? Digest) Read(JsonElement root)
    {
        if (root.GetProperty("format").GetString() != Format)
        {
            throw new InvalidDataException("The file is no plan.");
        }

        if (root.GetProperty("version").GetInt32() is var version and not Version)
        {
            throw new InvalidDataException($"The plan is of version {version}, and this library knows version {Version}.");
        }

        var guard = root.GetProperty("guard");
        var figures = root.GetProperty("figures");
        var header = new PlanHeader(
            root.GetProperty("id").GetString()!,
            root.GetProperty("created").GetDateTimeOffset(),
            root.GetProperty("tenant").GetString()!,
            UserKey.From(UserAttribute.Parse(root.GetProperty("match").GetString()!)),
            [.. Texts(root, "manage").Select(UserAttribute.Parse)],
            [.. Texts(root, "protected")],
            ReadGuard(guard),
            new PlanFigures(Number(figures, "people"), figures.GetProperty("inScope").GetInt32(), figures.GetProperty("matched").GetInt32(), 0));
        return (
            new DirectoryPlan(
                header,
                [.. root.GetProperty("changes").EnumerateArray().Select((change, index) => ReadChange(change, index + 1))],
                [.. root.GetProperty("skipped").EnumerateArray().Select(user => new SkippedUser(
                    user.GetProperty("key").GetString()!,
                    ValuesJson.ReadEnum<SkipReason>(user.GetProperty("reason")),
                    user.GetProperty("detail").GetString()!))]),
            root.GetProperty("digest").GetString());
    }

    private static PlanGuard ReadGuard(JsonElement guard)
    {
        var limits = new PlanGuard
        {
            MaxLosingAccess = guard.GetProperty("maxLosingAccess").GetInt32(),
            MaxShareLosingAccess = guard.GetProperty("maxShareLosingAccess").GetDouble(),
            MinShareMatched = guard.GetProperty("minShareMatched").GetDouble(),
        };
        limits = Number(guard, "allowedLosingAccess") is { } allowed ? limits.AllowLosingAccess(allowed) : limits;
        return Number(guard, "expectedMatched") is { } expected ? limits.ExpectMatched(expected) : limits;
    }

    private static PlannedChange ReadChange(JsonElement change, int number) => new(
        number,
        ValuesJson.ReadEnum<ChangeKind>(change.GetProperty("kind")),
        change.GetProperty("key").GetString()!,
        change.GetProperty("userId").GetString(),
        change.GetProperty("state").ValueKind == JsonValueKind.Null ? null : ValuesJson.ReadEnum<UserState>(change.GetProperty("state")),
        ValuesJson.Read(change.GetProperty("before")),
        ValuesJson.Read(change.GetProperty("after")));

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
