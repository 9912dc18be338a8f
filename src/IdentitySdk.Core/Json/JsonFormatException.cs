namespace IdentitySdk.Core;

/// <summary>Thrown for a document that is not JSON, or not JSON of the documented shape. The message never holds content of the document.</summary>
/// <param name="message">What is wrong, in one sentence.</param>
/// <param name="path">Where, as a JSONPath such as <c>$[3].profile</c>.</param>
/// <param name="position">Where, in bytes from the start.</param>
/// <param name="innerException">The reader's exception.</param>
internal sealed class JsonFormatException(string message, string path, long position, Exception? innerException = null) : FormatException(message, innerException)
{
    public string Path { get; } = path;

    public long Position { get; } = position;
}
