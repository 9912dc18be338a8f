namespace IdentitySdk.Cli.Output;

/// <summary>Writes records in one format, one at a time.</summary>
internal interface IRecordFormat
{
    /// <summary>Notes for stderr about the records.</summary>
    IEnumerable<string> Notes => [];

    void Begin()
    {
    }

    void Write(OutputRecord record);

    /// <summary>Writes buffered records while the next ones are requested.</summary>
    void Release()
    {
    }

    /// <summary>Called only when the list is complete: an incomplete JSON document must not look complete.</summary>
    void End()
    {
    }
}
