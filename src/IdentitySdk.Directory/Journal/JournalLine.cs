using System.Text;
using System.Text.Json;

namespace IdentitySdk.Directories;

/// <summary>Reads and writes a record as a line of JSON, whose last member chains it to the previous line by SHA-256.</summary>
internal static class JournalLine
{
    public const int Version = 1;

    private const string ChainStart = ",\"chain\":\"";
    private const string ChainEnd = "\"}";

    /// <summary>Returns the line without the line feed, and the hash for the next line.</summary>
    public static (string Text, string Chain) Write(JournalRecord record, string previousChain)
    {
        var body = Body(record);
        var chain = Chain(previousChain, body);
        return (body + ChainStart + chain + ChainEnd, chain);
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">The line is not a record, or not chained to the previous line.</exception>
    public static (JournalRecord Record, string Chain) Read(string line, string previousChain)
    {
        var end = line.LastIndexOf(ChainStart, StringComparison.Ordinal);
        if (end < 0 || !line.EndsWith(ChainEnd, StringComparison.Ordinal))
        {
            throw new FormatException("The line has no chain.");
        }

        var chain = Chain(previousChain, line[..end]);
        if (line[(end + ChainStart.Length)..^ChainEnd.Length] != chain)
        {
            throw new FormatException("The line is not chained to the previous line.");
        }

        using var document = JsonDocument.Parse(line);
        return (Read(document.RootElement), chain);
    }

    private static string Chain(string previous, string body) => Sha256Hex.Of(Encoding.UTF8.GetBytes(previous + body));

    /// <summary>The JSON object up to its closing brace.</summary>
    private static string Body(JournalRecord record)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Write(writer, record);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length - 1);
    }

    private static void Write(Utf8JsonWriter writer, JournalRecord record)
    {
        switch (record)
        {
            case JournalRecord.Start start:
                Begin(writer, "start", record);
                writer.WriteNumber("version", Version);
                writer.WriteString("plan", start.PlanDigest);
                writer.WriteString("tenant", start.Tenant);
                writer.WriteString("match", start.Match.Of.Name);
                writer.WriteString("manage", string.Join(" ", start.Manage));
                writer.WriteNumber("changes", start.Changes);
                break;
            case JournalRecord.Intent intent:
                Begin(writer, "intent", record);
                writer.WriteNumber("change", intent.Change.Number);
                ChangeJson.WriteMembers(writer, intent.Change);
                break;
            case JournalRecord.Outcome outcome:
                Begin(writer, "outcome", record);
                writer.WriteNumber("change", outcome.Number);
                writer.WriteString("result", outcome.Result.ToString());
                writer.WriteString("userId", outcome.UserId);
                writer.WriteString("reason", outcome.Reason);
                break;
            case JournalRecord.End end:
                Begin(writer, "end", record);
                writer.WriteBoolean("complete", end.IsComplete);
                break;
        }
    }

    private static void Begin(Utf8JsonWriter writer, string type, JournalRecord record)
    {
        writer.WriteString("type", type);
        writer.WriteString("time", record.Time.ToUniversalTime());
    }

    private static JournalRecord Read(JsonElement line)
    {
        var time = line.GetProperty("time").GetDateTimeOffset();
        return line.GetProperty("type").GetString() switch
        {
            "start" => new JournalRecord.Start(
                time,
                line.GetProperty("version").GetInt32() is var version and not Version
                    ? throw new JournalException($"The journal has version {version}; this library supports version {Version}.")
                    : line.GetProperty("plan").GetString()!,
                line.GetProperty("tenant").GetString()!,
                new UserKey(UserAttribute.Parse(line.GetProperty("match").GetString()!)),
                [.. line.GetProperty("manage").GetString()!.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(UserAttribute.Parse)],
                line.GetProperty("changes").GetInt32()),
            "intent" => new JournalRecord.Intent(time, ChangeJson.Read(line, line.GetProperty("change").GetInt32())),
            "outcome" => new JournalRecord.Outcome(
                time,
                line.GetProperty("change").GetInt32(),
                ValuesJson.ReadEnum<ChangeOutcome>(line.GetProperty("result")),
                line.GetProperty("userId").GetString(),
                line.GetProperty("reason").GetString()),
            "end" => new JournalRecord.End(time, line.GetProperty("complete").GetBoolean()),
            _ => throw new FormatException("The line has an unknown type."),
        };
    }
}
