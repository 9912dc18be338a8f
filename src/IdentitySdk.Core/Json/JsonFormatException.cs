namespace IdentitySdk.Core;

/// <summary>Thrown for a document that is not JSON, or not JSON of the documented shape. The message never holds content of the document.</summary>
internal sealed class JsonFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, in one sentence.</param>
    /// <param name="path">Where, as a JSONPath.</param>
    /// <param name="position">Where, in bytes from the start.</param>
    /// <param name="innerException">The reader's exception.</param>
    public JsonFormatException(string message, string path, long position, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
        Position = position;
    }

    /// <summary>Where in the document, as a JSONPath such as <c>$[3].profile</c>.</summary>
    public string Path { get; }

    /// <summary>Where in the document, in bytes from its start.</summary>
    public long Position { get; }
}
