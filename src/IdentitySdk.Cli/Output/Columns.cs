namespace IdentitySdk.Cli.Output;

/// <summary>The columns of formats for programs, where none are named.</summary>
internal static class Columns
{
    /// <summary>Every field of the first records, in their order.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<OutputRecord> sample) =>
        [.. sample.SelectMany(static record => RecordFields.Flatten(record.Fields).Select(static each => each.Path)).Distinct()];
}
