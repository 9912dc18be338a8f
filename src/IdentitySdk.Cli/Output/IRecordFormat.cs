namespace IdentitySdk.Cli.Output;

/// <summary>Writes records in one format, one at a time.</summary>
internal interface IRecordFormat
{
    void Begin();

    void Write(OutputRecord record);

    /// <summary>Writes what is held back while the next records are on their way.</summary>
    void Release();

    /// <summary>Called only when the list is complete: an incomplete JSON document must not look complete.</summary>
    void End();

    /// <summary>What to tell on stderr about the records.</summary>
    IEnumerable<string> Notes { get; }
}
