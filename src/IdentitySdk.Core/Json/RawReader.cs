namespace IdentitySdk;

/// <summary>Reads a response body, or the JSON of one item of a list, into a type of the caller's.</summary>
/// <remarks>
/// For example <c>json => JsonSerializer.Deserialize(json, AppJson.Default.Team)</c>. A <c>JsonException</c>, of System.Text.Json or of
/// Newtonsoft.Json, becomes the <see cref="InvalidResponseException"/> of the call; any other exception is passed on unchanged.
/// </remarks>
/// <typeparam name="T">The type.</typeparam>
/// <param name="bytes">The bytes; they are only valid during the call.</param>
/// <returns>The value, which may be null.</returns>
public delegate T RawReader<out T>(ReadOnlySpan<byte> bytes);
