namespace IdentitySdk.Cli.Commands;

/// <summary>A command with more to say than its description: examples, warnings.</summary>
internal interface IDescribedCommand
{
    /// <summary>What follows the help of the parser, and the description in the reference.</summary>
    string Remarks { get; }
}
