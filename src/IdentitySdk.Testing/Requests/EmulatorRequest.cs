namespace IdentitySdk.Testing;

/// <summary>A request as the emulator received it.</summary>
public sealed class EmulatorRequest
{
    internal EmulatorRequest()
    {
    }

    /// <summary>1 for the first request since the start.</summary>
    public int Number { get; internal set; }

    /// <summary>When it was received, by the emulator's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The verb.</summary>
    public required string Method { get; init; }

    /// <summary>The path as sent, still percent-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, with its question mark; empty when there is none.</summary>
    public required string Query { get; init; }

    /// <summary>The operation's path template such as <c>/api/v1/users/{userId}</c>; null when no operation matches.</summary>
    public required string? Route { get; init; }

    /// <summary>The operation's name in the vendor's specification, such as <c>Users_List</c>; null for requests that no specification describes.</summary>
    public required string? Operation { get; init; }

    /// <summary>
    /// Query parameters that the operation does not have, because they are misspelt or of another version. The vendor ignores them;
    /// with <see cref="VendorEmulatorOptions.Strict"/> the emulator refuses them.
    /// </summary>
    public IReadOnlyList<string> Unknown { get; internal set; } = [];

    /// <summary>Whether it is a request to the vendor's token endpoint.</summary>
    public required bool IsTokenRequest { get; init; }

    /// <summary>Headers by name, case-insensitive; several values are joined with a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body as text; empty when there is none.</summary>
    public required string Body { get; init; }

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The size in the request log: two bytes for each character.</summary>
    internal long Size => 2L * (Path.Length + Query.Length + Body.Length + Headers.Sum(header => header.Key.Length + header.Value.Length));

    /// <inheritdoc/>
    public override string ToString() => $"#{Number} {Method} {Path}{Query}";
}
