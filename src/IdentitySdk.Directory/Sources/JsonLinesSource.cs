using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace IdentitySdk.Directories;

/// <summary>Reads people from JSON Lines.</summary>
internal static class JsonLinesSource
{
    public static async IAsyncEnumerable<DesiredUser> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<string> problems = [];
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        for (var number = 1; await LineAsync(reader, number).ConfigureAwait(false) is { } line; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Trim().Length > 0 && Person(line, number, problems) is { } person)
            {
                yield return person;
            }
        }

        if (problems.Count > 0)
        {
            throw new SourceException(problems);
        }
    }

    private static async Task<string?> LineAsync(StreamReader reader, int number)
    {
        try
        {
            return await reader.ReadLineAsync().ConfigureAwait(false);
        }
        catch (DecoderFallbackException exception)
        {
            throw new SourceException([string.Format(CultureInfo.InvariantCulture, "line {0} or a later line is not UTF-8", number)], exception);
        }
    }

    private static DesiredUser? Person(string line, int number, List<string> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var members = document.RootElement.EnumerateObject().ToList();
            if (members.GroupBy(member => member.Name).Any(group => group.Count() > 1))
            {
                problems.Add($"line {number} has a duplicate member");
                return null;
            }

            var hasState = document.RootElement.TryGetProperty("state", out var state) && state.ValueKind != JsonValueKind.Null;
            return new DesiredUser(UserValues.Of([.. members.Where(member => !member.NameEquals("state"))
                .Select(member => (UserAttribute.Parse(member.Name), ValuesJson.ReadValue(member.Value)))]))
            {
                State = hasState ? ValuesJson.ReadEnum<UserState>(state) : null,
                Origin = $"line {number}",
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            problems.Add($"line {number} is invalid: {(exception is ArgumentException ? exception.Message : exception.GetType().Name)}");
            return null;
        }
    }
}
